using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.CustomResources;

/// <summary>The conditions of a CustomResourceDefinition.</summary>
internal static class DefinitionConditions
{
    /// <summary>Sets a condition; its time changes only when its status does.</summary>
    public static void Set(JsonObject definition, string type, string status, string reason, string message, string now)
    {
        var owner = definition.Ensure("status");
        var conditions = owner.List("conditions") ?? [];
        var existing = conditions.OfType<JsonObject>().FirstOrDefault(c => c.Text("type") == type);
        var condition = existing ?? [];
        var since = existing?.Text("status") == status ? existing.Text("lastTransitionTime") : now;
        condition["lastTransitionTime"] = since;
        condition["message"] = message;
        condition["reason"] = reason;
        condition["status"] = status;
        condition["type"] = type;
        if (existing is null)
        {
            conditions.Add((JsonNode)condition);
        }

        owner["conditions"] = conditions.Parent is null ? conditions : conditions.DeepClone();
    }

    /// <summary>Whether a condition is True.</summary>
    public static bool IsTrue(JsonObject definition, string type) =>
        definition.Map("status")?.List("conditions")?.OfType<JsonObject>().Any(c => c.Text("type") == type && c.Text("status") == "True") == true;
}
