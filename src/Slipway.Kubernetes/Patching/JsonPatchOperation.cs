using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Patching;

/// <summary>One operation of a JSON patch; <see cref="From"/> is the root for kinds that have none.</summary>
internal sealed record JsonPatchOperation(string Kind, JsonPointer Path, JsonPointer From, JsonNode? Value)
{
    public static JsonPatchOperation Parse(JsonNode? json)
    {
        if (json is not JsonObject operation)
        {
            throw new PatchException("error decoding patch: an operation of a JSON patch must be an object", isMalformed: true);
        }

        var kind = Text(operation, "op");
        var problem = kind switch
        {
            "add" or "replace" when !operation.ContainsKey("value") => "failed to decode 'value': operation, missing value field: missing value",
            "move" or "copy" when Text(operation, "from") is null => "failed to decode 'from': operation, missing from field: missing value",
            "add" or "replace" or "move" or "copy" or "remove" or "test" => null,
            _ => "unsupported operation",
        };
        if (problem is null && Text(operation, "path") is null)
        {
            problem = "failed to decode 'path': operation missing path field: missing value";
        }

        if (problem is not null)
        {
            throw new PatchException($"invalid operation {operation.ToJsonString()}: {problem}", isMalformed: true);
        }

        return new JsonPatchOperation(
            kind!,
            JsonPointer.Parse(Text(operation, "path")!),
            JsonPointer.Parse(Text(operation, "from") ?? ""),
            operation["value"]);
    }

    private static string? Text(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
