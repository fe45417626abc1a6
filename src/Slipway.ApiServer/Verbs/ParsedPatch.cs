using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Patching;

namespace Slipway.ApiServer.Verbs;

/// <summary>A patch that was read, to be applied as often as a race makes it necessary.</summary>
/// <param name="Type">How it says what it changes.</param>
/// <param name="Document">The document; null for a JSON patch.</param>
/// <param name="Operations">The operations of a JSON patch.</param>
/// <param name="Force">Whether an apply takes over fields that others own.</param>
internal sealed record ParsedPatch(PatchType Type, JsonObject? Document, JsonPatch? Operations, bool Force)
{
    public bool IsApply => Type == PatchType.Apply;
}
