using System.Net;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Discovery;

/// <summary>EndpointSlices.</summary>
internal sealed class EndpointSliceRules : KindRules
{
    private const int MaxEndpoints = 1000;
    private const int MaxAddresses = 100;
    private const int MaxPorts = 20000;
    private const int MaxZones = 8;

    private static readonly string[] AddressTypes = ["FQDN", "IPv4", "IPv6"];
    private static readonly string[] Protocols = ["SCTP", "TCP", "UDP"];

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        foreach (var port in Items(obj, "ports"))
        {
            port.Default("name", "");
            port.Default("protocol", "TCP");
        }

        // Only older versions have it.
        foreach (var endpoint in Items(obj, "endpoints"))
        {
            endpoint.Remove("deprecatedTopology");
        }
    }

    public override bool DesiredStateDiffers(JsonObject obj, JsonObject old) =>
        !JsonNode.DeepEquals(obj["addressType"], old["addressType"]) || !JsonNode.DeepEquals(obj["endpoints"], old["endpoints"])
        || !JsonNode.DeepEquals(obj["ports"], old["ports"]) || !JsonNode.DeepEquals(obj["metadata"]?["labels"], old["metadata"]?["labels"]);

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var check = new FieldChecker(errors);
        check.NeedOneOf(obj, "addressType", AddressTypes);
        CheckEndpoints(check, obj);
        CheckPorts(check, obj);
    }

    public override void ValidateChange(JsonObject obj, JsonObject old, string subresource, List<FieldError> errors)
    {
        var check = new FieldChecker(errors);
        check.NeedOneOf(obj, "addressType", AddressTypes);
        CheckPorts(check, obj);

        // Older versions took what this one does not: it may stay.
        if (!JsonNode.DeepEquals(obj["endpoints"], old["endpoints"]))
        {
            CheckEndpoints(check, obj);
        }

        check.Unchanged(obj, old, "addressType");
    }

    private static void CheckEndpoints(FieldChecker check, JsonObject obj)
    {
        if (obj.List("endpoints") is { Count: > MaxEndpoints and var count })
        {
            check.TooMany("endpoints", count, MaxEndpoints);
        }
        else
        {
            foreach (var endpoint in check.Each(obj, "endpoints"))
            {
                CheckEndpoint(check, endpoint, obj.Text("addressType"));
            }
        }
    }

    private static void CheckEndpoint(FieldChecker check, JsonObject endpoint, string type)
    {
        var addresses = endpoint.List("addresses")?.Count ?? 0;
        if (addresses == 0)
        {
            check.Required("addresses", "must contain at least 1 address");
        }
        else if (addresses > MaxAddresses)
        {
            check.TooMany("addresses", addresses, MaxAddresses);
        }

        var i = 0;
        foreach (var address in endpoint.Texts("addresses"))
        {
            if (type == "FQDN")
            {
                using var _ = check.In("addresses", i);
                CheckDomain(check, address);
            }
            else if (type is "IPv4" or "IPv6")
            {
                CheckAddress(check, address, i, type);
            }

            i++;
        }

        if (endpoint.ContainsKey("nodeName"))
        {
            check.Name(endpoint, "nodeName", NameRule.Subdomain);
        }

        if (endpoint.ContainsKey("hostname"))
        {
            check.Name(endpoint, "hostname", NameRule.Label);
        }

        if (endpoint.Map("hints") is { } hints)
        {
            using var _ = check.In("hints");
            CheckHints(check, hints, "forZones", isZone: true);
            CheckHints(check, hints, "forNodes", isZone: false);
        }
    }

    private static void CheckAddress(FieldChecker check, string text, int index, string type)
    {
        var error = type == "IPv4" ? NetworkChecks.AddressError(text) : NetworkChecks.CanonicalAddressError(text);
        if (error is null && Addresses.TryParse(text, out var address))
        {
            if (Addresses.IsIpv4(address) != (type == "IPv4"))
            {
                check.Invalid("addresses", text, $"must be an {type} address");
            }

            error = Special(address) is not { } why ? null
                : why == "unspecified" ? $"may not be unspecified ({text})"
                : $"may not be in the {why}";
        }

        if (error is not null)
        {
            using var _ = check.In("addresses", index);
            check.Invalid("", text, error);
        }
    }

    // Unlike upstream's, the loopback range is fine: what serves a Service may run beside this server.
    private static string? Special(IPAddress address) => address switch
    {
        _ when address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) => "unspecified",
        { IsIPv6LinkLocal: true } => "link-local range (169.254.0.0/16, fe80::/10)",
        _ => address.GetAddressBytes() switch
        {
            [169, 254, _, _] => "link-local range (169.254.0.0/16, fe80::/10)",
            [224, 0, 0, _] or [0xFF, 0x02, ..] => "link-local multicast range (224.0.0.0/24, ff02::/10)",
            _ => null,
        },
    };

    private static void CheckDomain(FieldChecker check, string name)
    {
        var bare = name.EndsWith('.') ? name[..^1] : name;
        if (name.Length == 0)
        {
            check.Required("");
        }
        else if (NameSyntax.Errors(bare, NameRule.Subdomain).ToList() is { Count: > 0 } errors)
        {
            check.Invalid("", bare, string.Join(',', errors));
        }
        else if (!bare.Contains('.', StringComparison.Ordinal))
        {
            check.Invalid("", bare, "should be a domain with at least two segments separated by dots");
        }
    }

    private static void CheckHints(FieldChecker check, JsonObject hints, string list, bool isZone)
    {
        if (hints.List(list) is { Count: > MaxZones and var count })
        {
            check.TooMany(list, count, MaxZones);
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hint in check.Each(hints, list))
        {
            var name = hint.Text("name");
            if (!names.Add(name))
            {
                check.Duplicate("name", name);
            }

            if (!isZone)
            {
                check.Name(hint, "name", NameRule.Subdomain);
            }
            else if (LabelSyntax.ValueError(name) is { } error)
            {
                check.Invalid("name", name, error);
            }
        }
    }

    private static void CheckPorts(FieldChecker check, JsonObject obj)
    {
        if (obj.List("ports") is { Count: > MaxPorts and var count })
        {
            check.TooMany("ports", count, MaxPorts);
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in check.Each(obj, "ports"))
        {
            if (port.Text("name").Length > 0)
            {
                check.Name(port, "name", NameRule.Label);
            }

            if (!names.Add(port.Text("name")))
            {
                check.Duplicate("name", port.Text("name"));
            }

            check.OneOf(port, "protocol", Protocols);
            if (port.ContainsKey("appProtocol"))
            {
                check.LabelKey("appProtocol", port.Text("appProtocol"));
            }
        }
    }
}
