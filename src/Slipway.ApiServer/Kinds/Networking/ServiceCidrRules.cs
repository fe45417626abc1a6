using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Networking;

/// <summary>ServiceCIDRs: one network of each family, which stays.</summary>
internal sealed class ServiceCidrRules : CheckedRules
{
    private const int MaxNetworks = 2;

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        using var _ = check.In("spec");
        var networks = spec.Texts("cidrs").ToList();
        if (networks.Count == 0)
        {
            check.Required("cidrs", "at least one CIDR required");
        }
        else if (networks.Count > MaxNetworks)
        {
            check.Invalid("cidrs", new JsonObject { ["CIDRs"] = spec["cidrs"]?.DeepClone() }, $"may only hold up to {MaxNetworks} values");
            return;
        }

        var families = new List<bool>();
        for (var i = 0; i < networks.Count; i++)
        {
            using var item = check.In("cidrs", i);
            if (check.Network("", networks[i], out var address, out var prefix, isCanonical: true))
            {
                families.Add(Addresses.IsIpv4(address));
            }
        }

        if (families is [var first, var second] && first == second)
        {
            check.Invalid("cidrs", spec["cidrs"], "may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64");
        }
    }

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
        var (now, before) = (Networks(obj), Networks(old));
        using var _ = check.In("spec");
        if (now.Count < before.Count)
        {
            check.Invalid("cidrs", obj.Map("spec")?["cidrs"], "can not remove CIDRs");
        }

        for (var i = 0; i < Math.Min(now.Count, before.Count); i++)
        {
            using var item = check.In("cidrs", i);
            if (now[i] != before[i])
            {
                check.Invalid("", now[i], CommonChecks.Immutable);
            }
        }
    }

    private static List<string> Networks(JsonObject obj) => [.. obj.Map("spec")?.Texts("cidrs") ?? []];
}
