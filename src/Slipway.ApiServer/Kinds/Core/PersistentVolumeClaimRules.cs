using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Quantities;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>PersistentVolumeClaims.</summary>
internal sealed class PersistentVolumeClaimRules() : VolumeRules("kubernetes.io/pvc-protection")
{
    public override void PrepareCreate(JsonObject obj)
    {
        base.PrepareCreate(obj);
        ClaimSources.Normalize(obj.Map("spec")!, before: null);
    }

    public override void PrepareUpdate(JsonObject obj, JsonObject old) => ClaimSources.Normalize(obj.Map("spec")!, old.Map("spec"));

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        using (check.In("spec"))
        {
            ClaimChecks.Check(check, spec);
        }

        if (old?.Map("spec") is { } before && IsForbidden(spec, before, obj.Map("status")?.Text("phase") == "Bound"))
        {
            check.Forbidden(
                "spec", "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims");
        }

        if (old is not null)
        {
            // As upstream: of the specification's field, by its name alone.
            CheckChange(check, obj, old);
            check.UnchangedShown(spec, old.Map("spec"), "volumeMode");
        }
    }

    private static void CheckChange(FieldChecker check, JsonObject obj, JsonObject old)
    {
        if (SizeOf(obj.Map("spec")?.Map("resources")?.Map("requests")) is { } now && SizeOf(old.Map("spec")?.Map("resources")?.Map("requests")) is { } before
            && now < before && now <= (SizeOf(old.Map("status")?.Map("capacity")) ?? default))
        {
            check.Forbidden("spec.resources.requests.storage", "field can not be less than status.capacity");
        }
    }

    private static Quantity? SizeOf(JsonObject? amounts) => Quantity.TryParse(amounts?.Text("storage") ?? "", out var size) ? size : null;

    private static bool IsForbidden(JsonObject spec, JsonObject old, bool isBound) =>
        spec.Select(f => f.Key).Union(old.Select(f => f.Key), StringComparer.Ordinal).Any(field => field switch
        {
            "volumeName" when old.Text("volumeName").Length == 0 => false,
            "storageClassName" when old["storageClassName"] is null => false,
            "resources" when isBound => !JsonNode.DeepEquals(spec["resources"]?["limits"], old["resources"]?["limits"]),
            "volumeAttributesClassName" when isBound => false,
            _ => !JsonNode.DeepEquals(spec[field], old[field]),
        });
}
