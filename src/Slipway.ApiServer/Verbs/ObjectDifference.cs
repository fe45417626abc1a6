using System.Text.Json.Nodes;
using Slipway.Kubernetes.Apply;

namespace Slipway.ApiServer.Verbs;

/// <summary>What it means for a write to change something.</summary>
internal static class ObjectDifference
{
    /// <summary>Whether a write would leave the object as it is, but for the times in managedFields.</summary>
    public static bool IsNone(JsonObject next, JsonObject old) => IsNone(next, old, ignoresManagers: false);

    /// <summary>Whether a write would change nothing but who owns what.</summary>
    public static bool IsNoneButManagers(JsonObject next, JsonObject old) => IsNone(next, old, ignoresManagers: true);

    /// <summary>Whether <c>metadata.generation</c> is to be raised.</summary>
    public static bool IsOfDesiredState(JsonObject next, JsonObject old, WriteScope scope)
    {
        var resource = scope.Resource;
        if (!resource.IsCustom)
        {
            return scope.Subresource != "status" && resource.Rules.HasGeneration && resource.Rules.DesiredStateDiffers(next, old);
        }

        return next.Select(p => p.Key).Concat(old.Select(p => p.Key)).Distinct(StringComparer.Ordinal).Any(name =>
            name != "metadata" && !(name == "status" && resource.HasStatus) && !JsonNode.DeepEquals(next[name], old[name]));
    }

    private static bool IsNone(JsonObject next, JsonObject old, bool ignoresManagers)
    {
        if (next.Count != old.Count)
        {
            return false;
        }

        foreach (var (name, value) in next)
        {
            if (!old.TryGetPropertyValue(name, out var before)
                || (name == "metadata" ? !SameMetadata((JsonObject)value!, (JsonObject)before!, ignoresManagers) : !JsonNode.DeepEquals(value, before)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameMetadata(JsonObject next, JsonObject old, bool ignoresManagers)
    {
        foreach (var name in next.Select(p => p.Key).Concat(old.Select(p => p.Key)).Distinct(StringComparer.Ordinal))
        {
            var same = name switch
            {
                "resourceVersion" => true,
                "managedFields" => ignoresManagers || StoredManagers.AreEqualButForTimes(next[name], old[name]),
                _ => JsonNode.DeepEquals(next[name], old[name]),
            };
            if (!same)
            {
                return false;
            }
        }

        return true;
    }
}
