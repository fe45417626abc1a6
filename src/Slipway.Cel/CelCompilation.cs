using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Slipway.Cel;

/// <summary>The outcome of compiling a text: a program, or why there is none.</summary>
public sealed class CelCompilation
{
    // The text is good, but a constant in it fails when the program is made.
    private readonly bool _isWellFormed;

    internal CelCompilation(CelProgram program) => Program = program;

    internal CelCompilation(ImmutableArray<CelIssue> issues, bool isWellFormed = false)
    {
        Issues = issues;
        _isWellFormed = isWellFormed;
    }

    /// <summary>The program; null where there are issues.</summary>
    public CelProgram? Program { get; }

    /// <summary>What is wrong, in the order of the text.</summary>
    public ImmutableArray<CelIssue> Issues { get; } = [];

    /// <summary>Whether there is a program.</summary>
    [MemberNotNullWhen(true, nameof(Program))]
    public bool Succeeded => Program is not null;

    /// <summary>All issues as kube-apiserver shows them.</summary>
    public string IssueText => string.Join('\n', Issues);

    /// <summary>What failed, as kube-apiserver says it: <c>compilation failed: …</c> or <c>program instantiation failed: …</c>.</summary>
    public string FailureText =>
        _isWellFormed ? $"program instantiation failed: {Issues[0].Message}" : $"compilation failed: {IssueText}";

    /// <summary>The same of a message's expression.</summary>
    public string MessageFailureText => _isWellFormed
        ? $"messageExpression instantiation failed: {Issues[0].Message}"
        : $"messageExpression compilation failed: {IssueText}";
}
