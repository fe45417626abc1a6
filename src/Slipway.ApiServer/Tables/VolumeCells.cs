using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>The cells of PersistentVolumes and PersistentVolumeClaims.</summary>
internal static class VolumeCells
{
    private const string ClassAnnotation = "volume.beta.kubernetes.io/storage-class";

    // In the order in which they are told.
    private static readonly (string Mode, string Short)[] Modes =
        [("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP")];

    public static JsonNode? OfVolume(string column, JsonObject obj)
    {
        var (spec, status) = (obj.Map("spec") ?? [], obj.Map("status") ?? []);
        return column switch
        {
            "Capacity" => spec.Map("capacity")?.TextOr("storage", "0") ?? "0",
            "Access Modes" => AccessModes(spec),
            "Reclaim Policy" => spec.Text("persistentVolumeReclaimPolicy"),
            "Claim" => spec.Map("claimRef") is { } claim ? $"{claim.Text("namespace")}/{claim.Text("name")}" : "",
            "Reason" => status.Text("reason"),
            _ => OfBoth(column, obj, spec, status),
        };
    }

    public static JsonNode? OfClaim(string column, JsonObject obj)
    {
        var (spec, status) = (obj.Map("spec") ?? [], obj.Map("status") ?? []);
        var isBound = spec.Text("volumeName").Length > 0;
        return column switch
        {
            "Volume" => spec.Text("volumeName"),
            "Capacity" => isBound ? status.Map("capacity")?.TextOr("storage", "0") ?? "0" : "",
            "Access Modes" => isBound ? AccessModes(status) : "",
            _ => OfBoth(column, obj, spec, status),
        };
    }

    private static JsonNode? OfBoth(string column, JsonObject obj, JsonObject spec, JsonObject status) => column switch
    {
        "Status" => obj.Map("metadata")!.ContainsKey("deletionTimestamp") ? "Terminating" : status.Text("phase"),
        "StorageClass" => obj.Map("metadata")!.Map("annotations") is { } annotations && annotations.ContainsKey(ClassAnnotation)
            ? annotations.Text(ClassAnnotation)
            : spec.Text("storageClassName"),
        "VolumeAttributesClass" => spec.TextOr("volumeAttributesClassName", CellText.Unset),
        "VolumeMode" => spec.TextOr("volumeMode", CellText.Unset),
        _ => null,
    };

    private static string AccessModes(JsonObject owner)
    {
        var given = owner.Texts("accessModes").ToArray();
        return string.Join(',', Modes.Where(m => given.Contains(m.Mode)).Select(m => m.Short));
    }
}
