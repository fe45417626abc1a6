using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>PersistentVolumeClaims.</summary>
internal sealed class PersistentVolumeClaimRules() : VolumeRules("kubernetes.io/pvc-protection")
{
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
    }

    private static bool IsForbidden(JsonObject spec, JsonObject old, bool isBound) =>
        spec.Select(f => f.Key).Union(old.Select(f => f.Key), StringComparer.Ordinal).Any(field => field switch
        {
            "volumeName" when old.Text("volumeName").Length == 0 => false,
            "resources" when isBound => !JsonNode.DeepEquals(spec["resources"]?["limits"], old["resources"]?["limits"]),
            "volumeAttributesClassName" when isBound => false,
            _ => !JsonNode.DeepEquals(spec[field], old[field]),
        });
}
