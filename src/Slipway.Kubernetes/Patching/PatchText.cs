using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Patching;

/// <summary>Patches and what they made, as the messages of kube-apiserver show them.</summary>
public static class PatchText
{
    /// <summary>As Go prints a map: <c>map[spec:map[replicas:3]]</c>.</summary>
    public static string Printed(JsonNode? patch) => patch is null ? "map[]" : GoText.Printed(patch);

    /// <summary>As JSON with the fields of the object, not those within them, in order.</summary>
    public static string Sorted(JsonObject patched)
    {
        var sorted = new JsonObject(patched
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        return GoText.Plain(sorted);
    }
}
