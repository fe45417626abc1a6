using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>The cells of a Node.</summary>
internal static class NodeCells
{
    private const string RolePrefix = "node-role.kubernetes.io/";
    private const string RoleLabel = "kubernetes.io/role";

    public static JsonNode? Of(string column, JsonObject obj)
    {
        var info = obj.Map("status")?.Map("nodeInfo") ?? [];
        return column switch
        {
            "Status" => Status(obj),
            "Roles" => Roles(obj) is { Length: > 0 } roles ? roles : "<none>",
            "Version" => info.Text("kubeletVersion"),
            "Internal-IP" => Address(obj, "InternalIP"),
            "External-IP" => Address(obj, "ExternalIP"),
            "OS-Image" => Known(info.Text("osImage")),
            "Kernel-Version" => Known(info.Text("kernelVersion")) + (info.Text("architecture") is { Length: > 0 } cpu ? $" ({cpu})" : ""),
            "Container-Runtime" => Known(info.Text("containerRuntimeVersion")),
            _ => null,
        };
    }

    private static string Known(string text) => text.Length == 0 ? "<unknown>" : text;

    private static string Status(JsonObject obj)
    {
        var ready = (obj.Map("status")?.List("conditions")?.OfType<JsonObject>() ?? []).FirstOrDefault(c => c.Text("type") == "Ready");
        var status = ready is null ? "Unknown" : ready.Text("status") == "True" ? "Ready" : "NotReady";
        return obj.Map("spec")?.IsTrue("unschedulable") == true ? status + ",SchedulingDisabled" : status;
    }

    private static string Roles(JsonObject obj) => string.Join(
        ',',
        (obj.Map("metadata")?.Map("labels") ?? [])
            .Select(l => l.Key.StartsWith(RolePrefix, StringComparison.Ordinal) ? l.Key[RolePrefix.Length..]
                : l.Key == RoleLabel ? l.Value?.ToString() ?? ""
                : "")
            .Where(r => r.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));

    private static string Address(JsonObject obj, string type) =>
        (obj.Map("status")?.List("addresses")?.OfType<JsonObject>() ?? []).FirstOrDefault(a => a.Text("type") == type)?.Text("address") ?? "<none>";
}
