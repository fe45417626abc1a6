using System.Text.Json.Nodes;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>Computes merge patches (RFC 7386) from two trees.</summary>
internal static class MergePatch
{
    /// <summary>The patch that makes <paramref name="after"/> of <paramref name="before"/>; null when they mean the same.</summary>
    public static JsonObject? Diff(JsonObject before, JsonObject after)
    {
        JsonObject? patch = null;
        foreach (var (name, _) in before)
        {
            if (!after.ContainsKey(name))
            {
                (patch ??= [])[name] = null;
            }
        }

        foreach (var (name, wanted) in after)
        {
            var had = before[name];
            if (had is JsonObject hadObject && wanted is JsonObject wantedObject)
            {
                if (Diff(hadObject, wantedObject) is { } inner)
                {
                    (patch ??= [])[name] = inner;
                }
            }
            else if (!before.ContainsKey(name) || !JsonNode.DeepEquals(had, wanted))
            {
                (patch ??= [])[name] = wanted?.DeepClone();
            }
        }

        return patch;
    }
}
