using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Tests.Conversion;

/// <summary>Makes objects that a schema allows, of any shape.</summary>
internal sealed class SchemaObjects(Choices choices)
{
    private static readonly string[] Words = ["a", "b-1", "x.example.com/y", "0", "日本", "a \"quoted\" text: # $HOME"];
    private static readonly string[] Durations = ["0s", "10s", "1m0s", "1h2m3s", "1h0m0s"];
    private int _names;

    /// <summary>An object of the kind, whatever its fields.</summary>
    public JsonObject Create(string apiVersion, string kind, Schema schema)
    {
        var obj = new JsonObject
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = "o", ["namespace"] = "ns" },
        };
        foreach (var field in new[] { "spec", "status" })
        {
            if (schema.Properties.TryGetValue(field, out var inner) && Value(field, inner) is { } value)
            {
                obj[field] = value;
            }
        }

        return obj;
    }

    private JsonNode? Value(string name, Schema schema) => schema switch
    {
        { Enum.Count: > 0 } => JsonNode.Parse(choices.Of(schema.Enum).GetRawText()),
        { IntOrString: true } => choices.Of(2) == 0 ? JsonValue.Create(choices.Of(5)) : JsonValue.Create($"{choices.Of(100)}%"),
        { Type: "object", Properties.Count: > 0 } => Fields(schema),
        { Type: "object", AdditionalProperties: { } each } => Map(each),
        { Type: "array", Items: { } items } => List(name, schema, items),
        { Type: "string" } => Text(name, schema),
        { Type: "integer" } => JsonValue.Create(choices.Of(1000) + 1),
        { Type: "number" } => JsonValue.Create(choices.Of(1000) + 0.5),
        { Type: "boolean" } => JsonValue.Create(choices.Of(2) == 0),
        { PreserveUnknownFields: true } => new JsonObject { ["any"] = choices.Of(Words) },
        _ => new JsonObject(),
    };

    private JsonObject? Fields(Schema schema)
    {
        var obj = new JsonObject();
        foreach (var (name, inner) in schema.Properties)
        {
            if ((schema.Required.Contains(name) || choices.Of(3) > 0) && Value(name, inner) is { } value)
            {
                obj[name] = value;
            }
        }

        return obj.Count > 0 ? obj : null;
    }

    private JsonObject? Map(Schema each)
    {
        var map = new JsonObject();
        for (var i = choices.Of(3); i > 0; i--)
        {
            if (Value("", each) is { } value)
            {
                map[$"k{i}"] = value;
            }
        }

        return map.Count > 0 ? map : null;
    }

    private JsonArray? List(string name, Schema list, Schema items)
    {
        var array = new JsonArray();
        for (var i = choices.Of(3); i > 0; i--)
        {
            if (Value(name, items) is not { } value)
            {
                continue;
            }

            // What tells the items apart does.
            foreach (var key in list.ListMapKeys.Where(k => items.Properties[k] is { Type: "string", Enum.Count: 0 }))
            {
                value[key] = $"n{_names++}";
            }

            array.Add(value);
        }

        return array.Count > 0 ? array : null;
    }

    private JsonValue Text(string name, Schema schema) => JsonValue.Create(schema switch
    {
        { Format: "date-time" } => $"2026-01-{1 + choices.Of(28):00}T00:00:00Z",
        { Format: "byte" } => Convert.ToBase64String([(byte)choices.Of(256)]),
        _ when IsDuration(name, schema) => choices.Of(Durations),
        _ when name == "apiVersion" => "example.com/v7",
        _ => choices.Of(Words),
    });

    // Older versions have durations as texts, which their schemas do not tell from others.
    private static bool IsDuration(string name, Schema schema) =>
        schema is { Enum.Count: 0, Format: "" } && (name.EndsWith("Timeout", StringComparison.Ordinal) || name is "timeout" or "ttl"
            or "retryPeriod" or "minHealthyPeriod" or "timeoutForControlPlane");
}
