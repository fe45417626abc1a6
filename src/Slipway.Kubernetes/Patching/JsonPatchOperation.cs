using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Patching;

/// <summary>One operation of a JSON patch as it was sent. What is missing or of another type is told when the operation is
/// applied.</summary>
/// <param name="Kind">What to do; <c>unknown</c> when it is not said.</param>
/// <param name="Path">Where; null when it is not said.</param>
/// <param name="From">From where, for a copy or a move; null when it is not said.</param>
/// <param name="Value">The value; null also when there is none.</param>
internal sealed record JsonPatchOperation(string Kind, JsonPointer? Path, JsonPointer? From, JsonNode? Value)
{
    /// <exception cref="PatchException">It is no object.</exception>
    public static JsonPatchOperation Parse(JsonNode? json) => json switch
    {
        null => new JsonPatchOperation("unknown", Path: null, From: null, Value: null),
        JsonObject operation => new JsonPatchOperation(
            Text(operation, "op") ?? "unknown", Pointer(operation, "path"), Pointer(operation, "from"), operation["value"]),
        _ => throw new PatchException(
            $"json: cannot unmarshal {json.GetValueKind().ToString().ToLowerInvariant()} into Go value of type jsonpatch.Operation",
            PatchErrorKind.Malformed),
    };

    private static JsonPointer? Pointer(JsonObject operation, string name) => Text(operation, name) is { } text ? JsonPointer.Parse(text)
        : null;

    private static string? Text(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
