using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>Cells of the storage group.</summary>
internal static class StorageCells
{
    public static JsonNode? OfClass(string column, JsonObject obj) => column switch
    {
        "Provisioner" => obj.Text("provisioner"),
        "ReclaimPolicy" => obj.TextOr("reclaimPolicy", "Delete"),
        "VolumeBindingMode" => obj.TextOr("volumeBindingMode", "Immediate"),
        "AllowVolumeExpansion" => obj.IsTrue("allowVolumeExpansion"),
        _ => null,
    };

    public static JsonNode? OfDriver(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        return column switch
        {
            "AttachRequired" => !spec.ContainsKey("attachRequired") || spec.IsTrue("attachRequired"),
            "PodInfoOnMount" => spec.IsTrue("podInfoOnMount"),
            "StorageCapacity" => spec.IsTrue("storageCapacity"),
            "TokenRequests" => spec.List("tokenRequests") is { } requests
                ? string.Join(',', requests.OfType<JsonObject>().Select(r => r.Text("audience")))
                : CellText.Unset,
            "RequiresRepublish" => spec.IsTrue("requiresRepublish"),
            "Modes" => string.Join(',', spec.Texts("volumeLifecycleModes")) is { Length: > 0 } modes ? modes : CellText.None,
            _ => null,
        };
    }

    public static JsonNode? OfAttachment(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        return column switch
        {
            "Attacher" => spec.Text("attacher"),
            "PV" => spec.Map("source")?.Text("persistentVolumeName") ?? "",
            "Node" => spec.Text("nodeName"),
            "Attached" => obj.Map("status")?.IsTrue("attached") ?? false,
            _ => null,
        };
    }
}
