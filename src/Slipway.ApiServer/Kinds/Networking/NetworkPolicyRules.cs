using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Networking;

/// <summary>NetworkPolicies.</summary>
internal sealed class NetworkPolicyRules : WalkedRules
{
    private static readonly string[] Protocols = ["TCP", "UDP", "SCTP"];
    private static readonly string[] Directions = ["Ingress", "Egress"];

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        if (spec.List("policyTypes") is null)
        {
            spec["policyTypes"] = spec.List("egress") is { Count: > 0 } ? new JsonArray("Ingress", "Egress") : new JsonArray("Ingress");
        }

        foreach (var list in (ReadOnlySpan<string>)["ingress", "egress"])
        {
            foreach (var port in Items(spec, list).SelectMany(r => Items(r, "ports")))
            {
                port.Default("protocol", "TCP");
            }
        }
    }

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec") ?? [];
        var known = old is null ? null : NetworksOf(old);
        using var _ = check.In("spec");
        check.LabelSelector(spec, "podSelector");
        CheckDirection(check, spec, "ingress", "from", known);
        CheckDirection(check, spec, "egress", "to", known);
        var types = spec.List("policyTypes") ?? [];
        if (types.Count > Directions.Length)
        {
            check.Invalid("policyTypes", types, "may not specify more than two policyTypes");
            return;
        }

        var i = 0;
        foreach (var type in spec.Texts("policyTypes"))
        {
            using var item = check.In("policyTypes", i++);
            if (!Directions.Contains(type))
            {
                check.NotSupported("", type, Directions);
            }
        }
    }

    private static void CheckDirection(FieldChecker check, JsonObject spec, string direction, string peers, HashSet<string>? known)
    {
        foreach (var rule in check.Each(spec, direction))
        {
            foreach (var port in check.Each(rule, "ports"))
            {
                CheckPort(check, port);
            }

            foreach (var peer in check.Each(rule, peers))
            {
                CheckPeer(check, peer, known);
            }
        }
    }

    private static void CheckPort(FieldChecker check, JsonObject port)
    {
        check.OneOf(port, "protocol", Protocols);
        var end = port.Integer("endPort");
        switch (port["port"]?.GetValueKind())
        {
            case null when end is { } alone:
                check.Invalid("endPort", alone, "may not be specified when `port` is not specified");
                break;
            case JsonValueKind.Number:
                var start = port.Integer("port") ?? 0;
                check.Port("port", start);
                if (end is { } last)
                {
                    if (last < start)
                    {
                        check.Invalid("endPort", start, "must be greater than or equal to `port`");
                    }

                    check.Port("endPort", last);
                }

                break;
            case JsonValueKind.String:
                if (end is { } number)
                {
                    check.Invalid("endPort", number, "may not be specified when `port` is non-numeric");
                }

                check.PortName("port", port.Text("port"));
                break;
            default:
                break;
        }
    }

    private static void CheckPeer(FieldChecker check, JsonObject peer, HashSet<string>? known)
    {
        check.LabelSelector(peer, "podSelector");
        check.LabelSelector(peer, "namespaceSelector");
        if (peer.Map("ipBlock") is { } block)
        {
            using (check.In("ipBlock"))
            {
                CheckBlock(check, block, known);
            }

            if (peer.ContainsKey("podSelector") || peer.ContainsKey("namespaceSelector"))
            {
                check.Forbidden("", "may not specify both ipBlock and another peer");
            }
        }
        else if (!peer.ContainsKey("podSelector") && !peer.ContainsKey("namespaceSelector"))
        {
            check.Required("", "must specify a peer");
        }
    }

    private static void CheckBlock(FieldChecker check, JsonObject block, HashSet<string>? known)
    {
        if (!check.Need(block, "cidr") || !check.Network("cidr", block.Text("cidr"), out var address, out var prefix, known))
        {
            return;
        }

        var i = 0;
        foreach (var except in block.Texts("except"))
        {
            using var _ = check.In("except", i++);
            if (check.Network("", except, out var inner, out var innerPrefix, known) && !IsWithin(inner, innerPrefix, address, prefix))
            {
                check.Invalid("", except, "must be a strict subset of `cidr`");
            }
        }
    }

    // Rules are known by nothing, so what the policy has anywhere it may have anywhere.
    private static HashSet<string> NetworksOf(JsonObject policy)
    {
        var spec = policy.Map("spec");
        var peers = Items(spec, "ingress").SelectMany(r => Items(r, "from")).Concat(Items(spec, "egress").SelectMany(r => Items(r, "to")));
        return peers.Select(p => p.Map("ipBlock")).OfType<JsonObject>()
            .SelectMany(b => b.Texts("except").Prepend(b.Text("cidr"))).ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsWithin(IPAddress inner, int innerPrefix, IPAddress outer, int outerPrefix) =>
        Addresses.IsIpv4(inner) == Addresses.IsIpv4(outer) && innerPrefix > outerPrefix
        && Addresses.Masked(Plain(inner), outerPrefix).Equals(Addresses.Masked(Plain(outer), outerPrefix));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
