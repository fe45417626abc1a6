using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Networking;

/// <summary>NetworkPolicies.</summary>
internal sealed class NetworkPolicyRules : CheckedRules
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

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        using var _ = check.In("spec");
        check.LabelSelector(spec, "podSelector");
        CheckDirection(check, spec, "ingress", "from");
        CheckDirection(check, spec, "egress", "to");
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

    private static void CheckDirection(FieldChecker check, JsonObject spec, string direction, string peers)
    {
        foreach (var rule in check.Each(spec, direction))
        {
            foreach (var port in check.Each(rule, "ports"))
            {
                CheckPort(check, port);
            }

            foreach (var peer in check.Each(rule, peers))
            {
                CheckPeer(check, peer);
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

    private static void CheckPeer(FieldChecker check, JsonObject peer)
    {
        check.LabelSelector(peer, "podSelector");
        check.LabelSelector(peer, "namespaceSelector");
        if (peer.Map("ipBlock") is { } block)
        {
            using (check.In("ipBlock"))
            {
                CheckBlock(check, block);
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

    private static void CheckBlock(FieldChecker check, JsonObject block)
    {
        if (!check.Need(block, "cidr") || !check.Network("cidr", block.Text("cidr"), out var address, out var prefix))
        {
            return;
        }

        var i = 0;
        foreach (var except in block.Texts("except"))
        {
            using var _ = check.In("except", i++);
            if (check.Network("", except, out var inner, out var innerPrefix) && !IsWithin(inner, innerPrefix, address, prefix))
            {
                check.Invalid("", except, "must be a strict subset of `cidr`");
            }
        }
    }

    private static bool IsWithin(IPAddress inner, int innerPrefix, IPAddress outer, int outerPrefix) =>
        inner.AddressFamily == outer.AddressFamily && innerPrefix > outerPrefix
        && Addresses.Masked(inner, outerPrefix).Equals(Addresses.Masked(outer, outerPrefix));
}
