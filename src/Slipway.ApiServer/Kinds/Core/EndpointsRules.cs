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
        // A server that only its own machine reaches announces that.
        var isThisServer = obj.Map("metadata") is { } metadata && metadata.Text("name") == "kubernetes" && metadata.Text("namespace") == "default";
        foreach (var subset in check.Each(obj, "subsets"))
        {
            if (subset.List("addresses") is not { Count: > 0 } && subset.List("notReadyAddresses") is not { Count: > 0 })
            {
                check.Required("", "must specify `addresses` or `notReadyAddresses`");
            }

            CheckAddresses(check, subset, "addresses", isThisServer);
            CheckAddresses(check, subset, "notReadyAddresses", isThisServer);
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

    private static void CheckAddresses(FieldChecker check, JsonObject subset, string field, bool mayBeLoopback)
    {
        foreach (var address in check.Each(subset, field))
        {
            check.Address("ip", address.Text("ip"));
            check.NameIfAny(address, "hostname", NameRule.Label);
            check.NameIfAny(address, "nodeName", NameRule.Subdomain);
            if (!mayBeLoopback || address.Text("ip") != "127.0.0.1")
            {
                AddressChecks.CheckReachable(check, address, "ip");
            }
        }
    }
}
