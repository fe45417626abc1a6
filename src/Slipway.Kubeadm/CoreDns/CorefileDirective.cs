using System.Collections.Immutable;

namespace Slipway.Kubeadm.CoreDns;

/// <summary>
/// A line of a Corefile with the block that it opens: a server and its plugins, a plugin and its options, an option and what is in it.
/// </summary>
/// <param name="Name">The first word: of a server the first zone that it answers for.</param>
/// <param name="Args">The other words of the line.</param>
/// <param name="Body">The lines of its block; null where it opens none.</param>
internal sealed record CorefileDirective(string Name, ImmutableArray<string> Args, ImmutableArray<CorefileDirective>? Body = null)
{
    /// <summary>A line without a block.</summary>
    public static CorefileDirective Line(string name, params ImmutableArray<string> args) => new(name, args);

    /// <summary>The lines of its block; none where it opens none.</summary>
    public ImmutableArray<CorefileDirective> Lines => Body ?? [];

    /// <summary>Whether a line of its block has this name.</summary>
    public bool Has(string name) => Lines.Any(l => l.Name == name);

    /// <summary>The same with another block: one that has become empty goes, braces and all.</summary>
    public CorefileDirective WithLines(ImmutableArray<CorefileDirective> lines) =>
        this with { Body = lines.IsEmpty && !Lines.IsEmpty ? null : Body is null && lines.IsEmpty ? null : lines };

    /// <summary>The same with one more line in its block.</summary>
    public CorefileDirective Adding(CorefileDirective line) => this with { Body = Lines.Add(line) };
}
