using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>JSON values as OpenAPI types see them.</summary>
internal static class JsonTypes
{
    public static string Name(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => JsonNodes.TryGetInteger(value.AsValue(), out _) ? "integer" : "number",
        },
    };

    /// <summary>Whether the value is a whole number, however it is written (<c>3</c>, <c>3.0</c>); beyond 2^53 only one without fraction is.</summary>
    public static bool IsInteger(JsonNode value)
    {
        if (value is not JsonValue scalar || scalar.GetValueKind() != JsonValueKind.Number)
        {
            return false;
        }

        return JsonNodes.TryGetInteger(scalar, out _) || JsonNodes.GetDouble(scalar) is var number
            && Math.Floor(number) == number && Math.Abs(number) <= (1L << 53) - 1;
    }

    public static bool Equal(JsonNode? value, JsonElement candidate)
    {
        if (value is JsonValue scalar && candidate.ValueKind == JsonValueKind.String)
        {
            return scalar.TryGetValue<string>(out var text) && candidate.ValueEquals(text);
        }

        return JsonNode.DeepEquals(value, JsonNodes.FromElement(candidate));
    }

    public static bool HasDuplicates(JsonArray list)
    {
        for (var i = 1; i < list.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (JsonNode.DeepEquals(list[i], list[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
