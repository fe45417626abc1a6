using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Authorization.Defaults;

/// <summary>
/// The roles and bindings that every cluster begins with are given back what was taken from them when a server starts, unless they say that
/// they want it otherwise.
/// </summary>
internal static class DefaultPolicy
{
    /// <summary>The annotation that says <c>false</c> on a default that is to stay as it is.</summary>
    public const string AutoUpdate = "rbac.authorization.kubernetes.io/autoupdate";

    /// <summary>The object with all that the default has and it lacks; null when it lacks nothing, or wants to stay as it is.</summary>
    public static JsonObject? Repair(StoredObject stored, JsonObject wanted)
    {
        var found = ObjectViews.Of(stored).Stored;
        if (found.Metadata.Annotations.GetValueOrDefault(AutoUpdate) == "false")
        {
            return null;
        }

        var current = found.ToJsonObject();
        var changed = false;
        if (wanted["rules"] is JsonArray && wanted.Map("aggregationRule") is null)
        {
            var missing = PolicyRules.Missing(PolicyRules.Of(current), PolicyRules.Of(wanted));
            changed |= AddAll(current, "rules", PolicyRules.Compact(missing).Select(PolicyRules.ToJson));
        }

        var subjects = current.List("subjects");
        changed |= AddAll(
            current,
            "subjects",
            (wanted.List("subjects") ?? []).OfType<JsonObject>()
                .Where(w => subjects?.Any(s => JsonNode.DeepEquals(s, w)) != true).Select(w => w.Copy()).ToList());
        return changed ? current : null;
    }

    private static bool AddAll(JsonObject owner, string field, IEnumerable<JsonObject> items)
    {
        var list = owner.List(field) ?? [];
        var before = list.Count;
        foreach (var item in items)
        {
            list.Add((JsonNode)item);
        }

        if (list.Count == before)
        {
            return false;
        }

        if (list.Parent is null)
        {
            owner[field] = list;
        }

        return true;
    }
}
