using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>The addresses of a Service and their families.</summary>
internal static class ServiceAddressChecks
{
    private static readonly string[] Families = ["IPv4", "IPv6"];
    private static readonly string[] FamilyPolicies = ["PreferDualStack", "RequireDualStack", "SingleStack"];

    /// <summary>Checks the fields about addresses.</summary>
    /// <param name="check">The walk, which stands in the spec.</param>
    /// <param name="spec">The spec as it would become.</param>
    /// <param name="old">The spec as it is; null for a new Service.</param>
    public static void Check(FieldChecker check, JsonObject spec, JsonObject? old)
    {
        if (spec.Text("type") != "ExternalName")
        {
            CheckFamilies(check, spec);
            CheckCluster(check, spec, old);
        }

        var external = spec.List("externalIPs");
        for (var i = 0; i < (external?.Count ?? 0); i++)
        {
            using (check.In("externalIPs", i))
            {
                var ip = external![i]?.ToString() ?? "";
                if (check.Address("", ip, old?.Texts("externalIPs")))
                {
                    AddressChecks.CheckReachable(check, "", ip);
                }
            }
        }
    }

    /// <summary>Refuses another address than the one that a Service has.</summary>
    public static void CheckChange(FieldChecker check, JsonObject spec, JsonObject old)
    {
        if (spec.Text("type") == "ExternalName" || old.Text("type") == "ExternalName" || old.List("clusterIPs") is not { Count: > 0 } before)
        {
            return;
        }

        if (spec.List("clusterIPs") is not { Count: > 0 } now)
        {
            check.Invalid("clusterIPs[0]", new JsonArray(), "primary clusterIP can not be unset");
        }
        else if (now[0]?.ToString() != before[0]?.ToString())
        {
            check.Invalid("clusterIPs[0]", now, "may not change once set");
        }
    }

    private static void CheckFamilies(FieldChecker check, JsonObject spec)
    {
        var families = spec.List("ipFamilies");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (families?.Count ?? 0); i++)
        {
            using (check.In("ipFamilies", i))
            {
                var family = families![i]?.ToString() ?? "";
                if (Array.IndexOf(Families, family) < 0)
                {
                    check.NotSupported("", family, Families);
                }

                if (!seen.Add(family))
                {
                    check.Duplicate("", family);
                }
            }
        }

        check.OneOf(spec, "ipFamilyPolicy", FamilyPolicies);
    }

    private static void CheckCluster(FieldChecker check, JsonObject spec, JsonObject? old)
    {
        var (ip, ips) = (spec.Text("clusterIP"), spec.List("clusterIPs"));
        if (ip.Length == 0 && ips is { Count: > 0 })
        {
            check.Invalid("clusterIPs", ips, "must be empty when `clusterIP` is not specified");
        }
        else if (ip.Length > 0 && ips is not { Count: > 0 })
        {
            check.Required("clusterIPs");
        }
        else if (ip.Length > 0 && ips![0]?.ToString() != ip)
        {
            check.Invalid("clusterIPs", ips, "first value must match `clusterIP`");
        }

        for (var i = 0; i < (ips?.Count ?? 0); i++)
        {
            if (i == 0 && ips![0]?.ToString() == "None")
            {
                if (ips.Count > 1)
                {
                    check.Invalid("clusterIPs", ips, "'None' must be the first and only value");
                }

                continue;
            }

            using (check.In("clusterIPs", i))
            {
                check.Address("", ips![i]?.ToString() ?? "", old?.Texts("clusterIPs"));
            }
        }
    }
}
