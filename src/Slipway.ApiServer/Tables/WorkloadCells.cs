using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>The cells of what makes pods and keeps them in number.</summary>
internal static class WorkloadCells
{
    public static JsonNode? Of(string kind, string column, JsonObject obj)
    {
        var (spec, status) = (obj.Map("spec") ?? [], obj.Map("status") ?? []);
        var isDaemon = kind == "DaemonSet";
        var template = spec.Map("template");
        return column switch
        {
            "Ready" when kind is "Deployment" or "StatefulSet" => CellText.Ratio(status.Number("readyReplicas"), spec.Number("replicas")),
            "Ready" => status.Number(isDaemon ? "numberReady" : "readyReplicas"),
            "Up-to-date" => status.Number(isDaemon ? "updatedNumberScheduled" : "updatedReplicas"),
            "Available" => status.Number(isDaemon ? "numberAvailable" : "availableReplicas"),
            "Desired" => isDaemon ? status.Number("desiredNumberScheduled") : spec.Number("replicas"),
            "Current" => status.Number(isDaemon ? "currentNumberScheduled" : "replicas"),
            "Node Selector" => CellText.Labels(template?.Map("spec")?.Map("nodeSelector")),
            "Selector" when kind == "ReplicationController" => CellText.Labels(spec.Map("selector")),
            "Selector" => CellText.Selector(spec.Map("selector"), kind == "Deployment" ? "" : CellText.None),
            "Containers" => CellText.Containers(template?.Map("spec"), "name"),
            "Images" => CellText.Containers(template?.Map("spec"), "image"),
            _ => null,
        };
    }

    /// <summary>The cells of a PodTemplate.</summary>
    public static JsonNode? OfTemplate(string column, JsonObject obj)
    {
        var template = obj.Map("template");
        return column switch
        {
            "Containers" => CellText.Containers(template?.Map("spec"), "name"),
            "Images" => CellText.Containers(template?.Map("spec"), "image"),
            "Pod Labels" => CellText.Labels(template?.Map("metadata")?.Map("labels")),
            _ => null,
        };
    }

    /// <summary>The cells of a ControllerRevision.</summary>
    public static JsonNode? OfRevision(string column, JsonObject obj) => column switch
    {
        "Controller" => obj.Map("metadata")!.List("ownerReferences")?.OfType<JsonObject>().FirstOrDefault(o => o.IsTrue("controller")) is { } owner
            ? $"{KindOf(owner)}/{owner.Text("name")}"
            : CellText.None,
        "Revision" => obj.Number("revision"),
        _ => null,
    };

    private static string KindOf(JsonObject owner)
    {
        var version = owner.Text("apiVersion");
        var slash = version.IndexOf('/', StringComparison.Ordinal);
        return (slash < 0 ? owner.Text("kind") : $"{owner.Text("kind")}.{version[..slash]}").ToLowerInvariant();
    }
}
