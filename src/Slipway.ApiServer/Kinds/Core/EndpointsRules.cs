using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core.Pods;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Endpoints: addresses that can be reached.</summary>
internal sealed class EndpointsRules : WalkedRules
{
    public override bool CreatesOnUpdate => true;

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        foreach (var subset in check.Each(obj, "subsets"))
        {
            if (subset.List("addresses") is not { Count: > 0 } && subset.List("notReadyAddresses") is not { Count: > 0 })
            {
                check.Required("", "must specify `addresses` or `notReadyAddresses`");
            }

            CheckAddresses(check, subset, "addresses");
            CheckAddresses(check, subset, "notReadyAddresses");
            var needsName = subset.List("ports")?.Count > 1;
            foreach (var port in check.Each(subset, "ports"))
            {
                if (port.Text("name").Length > 0)
                {
                    check.Name(port, "name", NameRule.Label);
                }
                else if (needsName)
                {
                    check.Required("name");
                }

                PortChecks.CheckNumber(check, port, "port");
                check.NeedOneOf(port, "protocol", PortChecks.Protocols);
            }
        }
    }

    private static void CheckAddresses(FieldChecker check, JsonObject subset, string field)
    {
        foreach (var address in check.Each(subset, field))
        {
            check.Address("ip", address.Text("ip"));
            check.NameIfAny(address, "hostname", NameRule.Label);
            check.NameIfAny(address, "nodeName", NameRule.Subdomain);
            AddressChecks.CheckReachable(check, address, "ip");
        }
    }
}
