using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Client;

/// <summary>A change to send to an API server.</summary>
/// <param name="Type">How <paramref name="Body"/> is to be read.</param>
/// <param name="Body">The patch document. It must not be changed afterwards.</param>
public sealed record KubePatch(PatchType Type, JsonNode Body)
{
    /// <summary>A merge patch.</summary>
    public static KubePatch Merge(JsonObject body) => new(PatchType.Merge, body);

    /// <summary>A server-side apply of the object.</summary>
    public static KubePatch Apply(JsonObject body) => new(PatchType.Apply, body);
}
