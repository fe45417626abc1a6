using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Where a load balancer lets traffic in, in the status of a Service (core validation's <c>ValidateLoadBalancerStatus</c>).</summary>
internal static class BalancerStatusChecks
{
    private static readonly string[] Modes = ["Proxy", "VIP"];

    /// <summary>Checks the points of ingress; the walk stands in their owner.</summary>
    /// <param name="check">The walk.</param>
    /// <param name="balancer">The owner of the list <c>ingress</c>.</param>
    /// <param name="isBalancer">Whether the Service is of the type that has them.</param>
    /// <param name="old">That owner as it is.</param>
    public static void Check(FieldChecker check, JsonObject balancer, bool isBalancer, JsonObject? old)
    {
        if (!isBalancer)
        {
            if (balancer.List("ingress") is { Count: > 0 })
            {
                check.Forbidden("ingress", "may only be used when `spec.type` is 'LoadBalancer'");
            }

            return;
        }

        var known = KindRules.Items(old, "ingress").Select(p => p.Text("ip"));
        foreach (var ingress in check.Each(balancer, "ingress"))
        {
            CheckPoint(check, ingress, known);
            if (ingress.Text("hostname") is { Length: > 0 } host)
            {
                check.Name(ingress, "hostname", NameRule.Subdomain);
                if (Addresses.TryParse(host, out _))
                {
                    check.Invalid("hostname", host, NetworkChecks.NoAddress);
                }
            }
        }
    }

    private static void CheckPoint(FieldChecker check, JsonObject ingress, IEnumerable<string> known)
    {
        var ip = ingress.Text("ip");
        if (ip.Length > 0)
        {
            check.Address("ip", ip, known);
        }

        if (ingress["ipMode"] is null)
        {
            if (ip.Length > 0)
            {
                check.Required("ipMode", "must be specified when `ip` is set");
            }
        }
        else if (ip.Length == 0)
        {
            check.Forbidden("ipMode", "may not be specified when `ip` is not set");
        }
        else
        {
            check.OneOf(ingress, "ipMode", Modes);
        }
    }
}
