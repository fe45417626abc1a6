using System.Text.Json.Nodes;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What an effect does and to what, in words for logs.</summary>
internal static class EffectNames
{
    public static string Of(Effect effect) => effect switch
    {
        Effect.Create e => $"create {e.Type.Kind.Kind} {NameOf(e.Body)}",
        Effect.Apply e => $"apply {e.Type.Kind.Kind} {NameOf(e.Body)}",
        Effect.Patch e => $"patch {e.Type.Kind.Kind} {e.Key}",
        Effect.Delete e => $"delete {e.Type.Kind.Kind} {e.Key}",
        Effect.RemoveFinalizer => "remove the finalizer",
        Effect.Emit e => $"tell {e.Reason}",
        Effect.Call e => e.Operation,
        _ => "change the object itself",
    };

    private static string NameOf(JsonObject body) => $"{body["metadata"]?["namespace"]}/{body["metadata"]?["name"]}";
}
