using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>Checks that an applied configuration has the shape of its schema, before any field of it is owned.</summary>
internal static class TypedObjectCheck
{
    /// <summary>Throws for the first thing that does not fit; the message names its path.</summary>
    public static void Check(JsonNode? value, FieldType type, string path = "")
    {
        switch (value)
        {
            case null:
                return;
            case JsonObject map when Expects(type, "object"):
                foreach (var (name, child) in map)
                {
                    var at = $"{path}.{name}";
                    if (!type.Allows(name))
                    {
                        throw new TypedObjectException($"{at}: field not declared in schema");
                    }

                    Check(child, type.Field(name), at);
                }

                return;
            case JsonArray list when Expects(type, "array"):
                CheckItems(list, type, path);
                return;
            case JsonValue scalar when !Expects(type, "object", "array") || type.IsDeduced || type.Schema!.Type.Length == 0:
                CheckScalar(scalar, type, path);
                return;
            default:
                throw new TypedObjectException($"{path}: expected {Expected(type)}, got {value.ToJsonString()}");
        }
    }

    private static void CheckItems(JsonArray list, FieldType type, string path)
    {
        var isGranular = type.IsGranularList(list);
        var seen = isGranular ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (var i = 0; i < list.Count; i++)
        {
            var at = $"{path}[{i}]";
            if (seen is not null)
            {
                var step = StepOf(list[i], type, path, i);
                at = path + PathStep.Display(step);
                if (!seen.Add(step))
                {
                    throw new TypedObjectException($"{path}: duplicate entries for key {PathStep.Display(step)}");
                }
            }

            Check(list[i], type.Item, at);
        }
    }

    private static string StepOf(JsonNode? item, FieldType type, string path, int index)
    {
        try
        {
            return ListItems.Step(type, item);
        }
        catch (TypedObjectException e)
        {
            throw new TypedObjectException($"{path}: element {index}: {e.Message}");
        }
    }

    private static void CheckScalar(JsonValue scalar, FieldType type, string path)
    {
        var kind = scalar.GetValueKind();
        var expected = type.Schema switch
        {
            null or { IntOrString: true } => null,
            { Type: "integer" or "number" } when kind != JsonValueKind.Number => "numeric (int or float)",
            { Type: "boolean" } when kind is not (JsonValueKind.True or JsonValueKind.False) => "boolean",

            // A built-in quantity is declared a string and may be written as a number.
            { Type: "string", DescribesMetadata: false } when kind != JsonValueKind.String => "string",
            { Type: "string" } when kind is JsonValueKind.True or JsonValueKind.False => "string",
            _ => null,
        };
        if (expected is not null)
        {
            throw new TypedObjectException($"{path}: expected {expected}, got {scalar.ToJsonString()}");
        }
    }

    private static bool Expects(FieldType type, string first, string? second = null) =>
        type.IsDeduced || type.Schema!.Type.Length == 0 || type.Schema.Type == first || type.Schema.Type == second;

    private static string Expected(FieldType type) => type.Schema?.Type switch
    {
        "object" => "map",
        "array" => "list",
        "integer" or "number" => "numeric (int or float)",
        var scalar => scalar ?? "value",
    };
}
