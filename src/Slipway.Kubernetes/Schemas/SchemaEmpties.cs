using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>Drops empty texts, lists and objects where a schema allows none: what says nothing is better left out than refused.</summary>
public static class SchemaEmpties
{
    /// <summary>Drops them from all that the object has, but where a field is required.</summary>
    /// <returns>The same object.</returns>
    public static JsonObject Drop(JsonObject obj, Schema schema)
    {
        List<string>? drop = null;
        foreach (var (name, value) in obj)
        {
            if (schema.Properties.TryGetValue(name, out var property))
            {
                Inner(value, property);
                if (IsTooEmpty(value, property) && !schema.Required.Contains(name))
                {
                    (drop ??= []).Add(name);
                }
            }
            else
            {
                Inner(value, schema.AdditionalProperties);
            }
        }

        if (drop is not null)
        {
            JsonNodes.RemoveAll(obj, drop);
        }

        return obj;
    }

    private static void Inner(JsonNode? value, Schema? schema)
    {
        switch (value)
        {
            case JsonObject inner when schema is not null:
                Drop(inner, schema);
                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Inner(item, schema?.Items);
                }

                break;
        }
    }

    private static bool IsTooEmpty(JsonNode? value, Schema schema) => value switch
    {
        JsonObject obj => obj.Count == 0 && schema.Limits.MinProperties > 0,
        JsonArray list => list.Count == 0 && schema.Limits.MinItems > 0,
        JsonValue scalar => schema.Limits.MinLength > 0 && scalar.TryGetValue<string>(out var text) && text.Length == 0,
        _ => false,
    };
}
