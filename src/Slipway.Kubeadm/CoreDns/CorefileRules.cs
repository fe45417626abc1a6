using System.Collections.Immutable;

namespace Slipway.Kubeadm.CoreDns;

/// <summary>
/// What CoreDNS took away, and what Kubernetes' configuration of it came to need, release by release. What is deprecated and still works
/// stays.
/// </summary>
internal static class CorefileRules
{
    private const string Kubernetes = "kubernetes";
    private const string Forward = "forward";
    private const string Proxy = "proxy";

    /// <summary>In the order in which a release applies them.</summary>
    public static ImmutableArray<CorefileRule> All { get; } =
    [
        new("1.8.0", "1.8.0", TransferPlugin),
        CorefileRule.Option("1.1.4", "1.3.1", Proxy, "protocol", o => o.Args is ["https_google", ..] ? null : o),
        CorefileRule.Option("1.4.0", null, Kubernetes, "endpoint", o => o.Args.Length > 1 ? o with { Args = [o.Args[0]] } : o),
        CorefileRule.Option("1.5.0", "1.7.1", Kubernetes, "upstream", _ => null),
        CorefileRule.Option("1.6.0", "1.7.1", Kubernetes, "resyncperiod", _ => null),
        CorefileRule.Option("1.8.0", "1.8.0", Kubernetes, "transfer", _ => null),
        CorefileRule.Plugin("1.5.0", "1.5.0", Proxy, AsForward),
        CorefileRule.Plugin("1.6.5", "1.6.5", "health", p => p.Has("lameduck") ? p : p.Adding(CorefileDirective.Line("lameduck", "5s"))),
        CorefileRule.Plugin(
            "1.7.0", "1.7.0", Forward, p => p.Has("max_concurrent") ? p : p.Adding(CorefileDirective.Line("max_concurrent", "1000"))),
        CorefileRule.Server("1.2.1", "1.2.1", s => With(s, "loop", Forward, Proxy)),
        CorefileRule.Server("1.5.0", "1.5.0", s => With(s, "ready", Kubernetes)),
        new("1.4.0", "1.5.0", StubDomains),
    ];

    /// <summary>A plugin for servers that have one of others.</summary>
    private static CorefileDirective With(CorefileDirective server, string plugin, params ReadOnlySpan<string> others)
    {
        foreach (var other in others)
        {
            if (server.Has(other) && !server.Has(plugin))
            {
                return server.Adding(CorefileDirective.Line(plugin));
            }
        }

        return server;
    }

    /// <summary>What was proxied is forwarded: of the options those stay that forward has too.</summary>
    private static CorefileDirective AsForward(CorefileDirective proxy)
    {
        var options = proxy.Lines
            .Select(o => (o.Name, o.Args) switch
            {
                ("policy", ["least_conn"]) or ("protocol", ["force_tcp", _, ..]) => CorefileDirective.Line("force_tcp"),
                ("protocol" or "fail_timeout" or "max_fails" or "health_check" or "spray", _) => null,
                _ => o,
            })
            .OfType<CorefileDirective>();
        return proxy.WithLines([.. options]) with { Name = Forward };
    }

    /// <summary>Zone transfers are a plugin of their own.</summary>
    private static ImmutableArray<CorefileDirective> TransferPlugin(ImmutableArray<CorefileDirective> servers) =>
    [
        .. servers.Select(server =>
        {
            var kubernetes = server.Lines.LastOrDefault(p => p.Name == Kubernetes && p.Has("transfer"));
            return kubernetes?.Lines.Last(o => o.Name == "transfer").Args is ["to", _, ..] to
                ? server.Adding(new("transfer", kubernetes.Args is [var zone, ..] ? [zone] : [], [CorefileDirective.Line("to", to[1..])]))
                : server;
        }),
    ];

    /// <summary>forward may stand once in a server: what is forwarded for a zone of its own gets a server of its own.</summary>
    private static ImmutableArray<CorefileDirective> StubDomains(ImmutableArray<CorefileDirective> servers)
    {
        var result = servers.ToBuilder();
        for (var i = 0; i < servers.Length; i++)
        {
            var server = servers[i];
            if (server.Lines.Where(IsStub).ToList() is not { Count: > 0 } stubs)
            {
                continue;
            }

            if (!server.Args.IsEmpty)
            {
                throw new CorefileException($"the server \"{server.Name} …\" forwards zones of their own and has several names: part it by hand");
            }

            if (server.Name is not ("." or ".:53"))
            {
                throw new CorefileException($"the server \"{server.Name}\" forwards zones of their own and is not the default one: part it by hand");
            }

            result[i] = server.WithLines([.. server.Lines.Where(p => !IsStub(p))]);
            result.AddRange(stubs.Select(s => new CorefileDirective(
                s.Args[0], [],
                [
                    s with { Args = s.Args.SetItem(0, ".") }, CorefileDirective.Line("loop"), CorefileDirective.Line("errors"),
                    CorefileDirective.Line("cache", "30"),
                ])));
        }

        return result.DrainToImmutable();
    }

    private static bool IsStub(CorefileDirective plugin) => plugin.Name == Forward && (plugin.Args.IsEmpty
        ? throw new CorefileException("a plugin forward says neither what nor where to")
        : plugin.Args[0] != ".");
}
