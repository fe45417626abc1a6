using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slipway.Api.Schemas;

namespace Slipway.CrdGenerator;

/// <summary>Makes structural schemas from API classes.</summary>
internal sealed class SchemaBuilder(XmlDocumentation docs)
{
    /// <summary>The schema of a kind. What every object has is the server's to check.</summary>
    public JsonObject Root(Type type)
    {
        var schema = Class(type);
        var properties = schema["properties"]!.AsObject();
        properties["apiVersion"] = Text("Group and version of the kind.");
        properties["kind"] = Text("The kind.");
        properties["metadata"] = new JsonObject { ["type"] = "object" };
        Describe(schema, docs.Summary(type));
        return schema;
    }

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };

    private JsonObject Class(Type type)
    {
        var schema = new JsonObject { ["type"] = "object" };
        var properties = new JsonObject();
        var required = new List<string>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = WireName(property);
            properties[name] = Property(property);
            if (property.IsDefined(typeof(RequiredAttribute)))
            {
                required.Add(name);
            }
        }

        if (properties.Count > 0)
        {
            schema["properties"] = properties;
        }

        if (required.Count > 0)
        {
            schema["required"] = new JsonArray([.. required.Order(StringComparer.Ordinal).Select(r => JsonValue.Create(r))]);
        }

        foreach (var fact in type.GetCustomAttributes<SchemaAttribute>())
        {
            SchemaFacts.Apply(schema, fact);
        }

        return schema;
    }

    private JsonObject Property(PropertyInfo property)
    {
        var schema = Of(property.PropertyType);
        foreach (var fact in property.GetCustomAttributes<SchemaAttribute>())
        {
            SchemaFacts.Apply(Inner(schema, fact.Each), fact);
        }

        Describe(schema, docs.Summary(property));
        return schema;
    }

    private JsonObject Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ForeignSchemas.Find(type) is { } known)
        {
            return known;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            return new JsonObject { ["type"] = "array", ["items"] = Item(type.GenericTypeArguments[0]) };
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>)
            ? new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(type.GenericTypeArguments[1]) }
            : Class(type);
    }

    private JsonObject Item(Type type)
    {
        var schema = Of(type);
        if (type.Assembly == typeof(SchemaAttribute).Assembly)
        {
            Describe(schema, docs.Summary(type));
        }

        return schema;
    }

    private static JsonObject Inner(JsonObject schema, int depth) =>
        depth == 0 ? schema : Inner((schema["items"] ?? schema["additionalProperties"])!.AsObject(), depth - 1);

    private static string WireName(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static void Describe(JsonObject schema, string description) => schema.Insert(0, "description", description);
}
