using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>The cells of Services and Endpoints.</summary>
internal static class ServiceCells
{
    private const int MaxEndpoints = 3;

    public static JsonNode? Of(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        return column switch
        {
            "Type" => spec.Text("type"),
            "Cluster-IP" => spec.Texts("clusterIPs").FirstOrDefault() ?? CellText.None,
            "External-IP" => External(spec, obj),
            "Port(s)" => Ports(spec) is { Length: > 0 } ports ? ports : CellText.None,
            "Selector" => CellText.Labels(spec.Map("selector")),
            _ => null,
        };
    }

    /// <summary>The addresses of an Endpoints object, the first few.</summary>
    public static string OfEndpoints(JsonObject obj)
    {
        var all = new List<string>();
        foreach (var subset in obj.List("subsets")?.OfType<JsonObject>() ?? [])
        {
            var addresses = (subset.List("addresses")?.OfType<JsonObject>() ?? []).Select(a => a.Text("ip")).ToArray();
            if (subset.List("ports") is not { Count: > 0 } ports)
            {
                all.AddRange(addresses);
                continue;
            }

            foreach (var port in ports.OfType<JsonObject>())
            {
                all.AddRange(addresses.Select(ip => ip.Contains(':', StringComparison.Ordinal) ? $"[{ip}]:{port["port"]}" : $"{ip}:{port["port"]}"));
            }
        }

        var text = string.Join(',', all.Take(MaxEndpoints));
        return obj.List("subsets") is not { Count: > 0 } ? CellText.None
            : all.Count > MaxEndpoints ? string.Create(CultureInfo.InvariantCulture, $"{text} + {all.Count - MaxEndpoints} more...")
            : text;
    }

    // The column is wide: kubectl asks for all columns and hides those it does not want.
    private static string External(JsonObject spec, JsonObject obj)
    {
        var given = spec.Texts("externalIPs");
        var balanced = (obj.Map("status")?.Map("loadBalancer")?.List("ingress")?.OfType<JsonObject>() ?? [])
            .Select(i => i.TextOr("ip", i.Text("hostname"))).Where(a => a.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return spec.Text("type") switch
        {
            "ClusterIP" or "NodePort" => Join(given, CellText.None),
            "LoadBalancer" => Join(balanced.Concat(given), "<pending>"),
            "ExternalName" => spec.Text("externalName"),
            _ => CellText.Unknown,
        };
    }

    private static string Join(IEnumerable<string> addresses, string otherwise) =>
        string.Join(',', addresses) is { Length: > 0 } text ? text : otherwise;

    private static string Ports(JsonObject spec) => string.Join(
        ',',
        (spec.List("ports")?.OfType<JsonObject>() ?? []).Select(p =>
            p.Number("nodePort") > 0 ? $"{p["port"]}:{p["nodePort"]}/{p.Text("protocol")}" : $"{p["port"]}/{p.Text("protocol")}"));
}
