using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Slipway.Cel;

/// <summary>The outcome of compiling a text: a program, or why there is none.</summary>
public sealed class CelCompilation
{
    internal CelCompilation(CelProgram program) => Program = program;

    internal CelCompilation(ImmutableArray<CelIssue> issues) => Issues = issues;

    /// <summary>The program; null where there are issues.</summary>
    public CelProgram? Program { get; }

    /// <summary>What is wrong, in the order of the text.</summary>
    public ImmutableArray<CelIssue> Issues { get; } = [];

    /// <summary>Whether there is a program.</summary>
    [MemberNotNullWhen(true, nameof(Program))]
    public bool Succeeded => Program is not null;

    /// <summary>All issues as kube-apiserver shows them.</summary>
    public string IssueText => string.Join('\n', Issues);
}
