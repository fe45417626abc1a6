using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Warnings;

/// <summary>Endpoints and EndpointSlices.</summary>
internal static class EndpointWarnings
{
    public static void Add(JsonObject obj, bool isNew, List<string> warnings)
    {
        if (isNew && obj.Text("addressType") == "FQDN")
        {
            warnings.Add("spec.addressType: FQDN endpoints are deprecated");
        }

        if (obj.Text("addressType") is "IPv4" or "IPv6")
        {
            AddOfAddresses(obj, warnings);
        }

        var i = 0;
        foreach (var subset in obj.List("subsets")?.OfType<JsonObject>() ?? [])
        {
            foreach (var list in (ReadOnlySpan<string>)["addresses", "notReadyAddresses"])
            {
                var j = 0;
                foreach (var address in subset.List(list)?.OfType<JsonObject>() ?? [])
                {
                    AddressWarnings.AddOfIp($"subsets[{i}].{list}[{j++}].ip", address.Text("ip"), warnings);
                }
            }

            i++;
        }
    }

    private static void AddOfAddresses(JsonObject slice, List<string> warnings)
    {
        var i = 0;
        foreach (var endpoint in slice.List("endpoints")?.OfType<JsonObject>() ?? [])
        {
            var j = 0;
            foreach (var address in endpoint.Texts("addresses"))
            {
                AddressWarnings.AddOfIp($"endpoints[{i}].addresses[{j++}]", address, warnings);
            }

            i++;
        }
    }
}
