using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>Cells of the networking and discovery groups.</summary>
internal static class NetworkingCells
{
    // Longer lists are cut: of entries after the third one, of addresses after this many characters.
    private const int Shown = 3;
    private const int AddressWidth = 16;

    public static JsonNode? OfIngress(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        return column switch
        {
            "Class" => spec.TextOr("ingressClassName", CellText.None),
            "Hosts" => Hosts(spec),
            "Address" => Cut(string.Join(',', Balancers(obj).Select(i => i.TextOr("ip", i.Text("hostname")))
                .Where(a => a.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))),
            "Ports" => spec.List("tls") is { Count: > 0 } ? "80, 443" : "80",
            _ => null,
        };
    }

    public static JsonNode? OfIngressClass(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        return column switch
        {
            "Controller" => spec.Text("controller"),
            "Parameters" when spec.Map("parameters") is { } p =>
                $"{p.Text("kind")}{(p.ContainsKey("apiGroup") ? "." + p.Text("apiGroup") : "")}/{p.Text("name")}",
            _ => null,
        };
    }

    public static JsonNode? OfAddress(JsonObject obj)
    {
        if (obj.Map("spec")?.Map("parentRef") is not { } parent)
        {
            return CellText.None;
        }

        var resource = parent.Text("resource") + (parent.Text("group") is { Length: > 0 } group ? "." + group : "");
        return string.Join('/', new[] { resource.ToLowerInvariant(), parent.Text("namespace"), parent.Text("name") }.Where(p => p.Length > 0));
    }

    public static JsonNode? OfSlice(string column, JsonObject obj) => column switch
    {
        "AddressType" => obj.Text("addressType"),
        "Ports" => More(Kinds.KindRules.Items(obj, "ports").Select(p => p["port"]?.ToString() ?? p.TextOr("name", "*"))),
        "Endpoints" => More(Kinds.KindRules.Items(obj, "endpoints").SelectMany(e => e.Texts("addresses"))),
        _ => null,
    };

    private static IEnumerable<JsonObject> Balancers(JsonObject obj) => Kinds.KindRules.Items(obj.Map("status")?.Map("loadBalancer"), "ingress");

    private static string Hosts(JsonObject spec)
    {
        var shown = new List<string>(Shown);
        var hasMore = false;
        foreach (var rule in Kinds.KindRules.Items(spec, "rules"))
        {
            hasMore |= shown.Count == Shown;
            if (!hasMore && rule.Text("host") is { Length: > 0 } host)
            {
                shown.Add(host);
            }
        }

        var text = shown.Count == 0 ? "*" : string.Join(',', shown);
        return hasMore ? $"{text} + {spec.List("rules")!.Count - Shown} more..." : text;
    }

    private static string Cut(string addresses) => addresses.Length > AddressWidth ? addresses[..(AddressWidth - 3)] + "..." : addresses;

    private static string More(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count == 0 ? CellText.Unset
            : all.Count <= Shown ? string.Join(',', all)
            : $"{string.Join(',', all.Take(Shown))} + {all.Count - Shown} more...";
    }
}
