using System.Collections.Immutable;

namespace Slipway.Kubeadm.CoreDns;

/// <summary>What releases of CoreDNS ask of a Corefile that worked before.</summary>
/// <param name="First">The first release that asks it.</param>
/// <param name="Last">The last one that it is asked on the way to; null for all since.</param>
/// <param name="Apply">Changes the servers.</param>
internal sealed record CorefileRule(
    string First, string? Last, Func<ImmutableArray<CorefileDirective>, ImmutableArray<CorefileDirective>> Apply)
{
    /// <summary>In every server.</summary>
    public static CorefileRule Server(string first, string? last, Func<CorefileDirective, CorefileDirective> change) =>
        new(first, last, servers => [.. servers.Select(change)]);

    /// <summary>In every plugin of a name.</summary>
    public static CorefileRule Plugin(string first, string? last, string plugin, Func<CorefileDirective, CorefileDirective> change) =>
        Server(first, last, server => server.WithLines([.. server.Lines.Select(p => p.Name == plugin ? change(p) : p)]));

    /// <summary>In every option of a name; null takes it away.</summary>
    public static CorefileRule Option(string first, string? last, string plugin, string option, Func<CorefileDirective, CorefileDirective?> change) =>
        Plugin(first, last, plugin, p => p.WithLines(
            [.. p.Lines.Select(o => o.Name == option ? change(o) : o).OfType<CorefileDirective>()]));
}
