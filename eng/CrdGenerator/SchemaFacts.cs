using System.Text.Json.Nodes;
using Slipway.Api.Schemas;

namespace Slipway.CrdGenerator;

/// <summary>Writes the attributes' facts into schemas.</summary>
internal static class SchemaFacts
{
    public static void Apply(JsonObject schema, SchemaAttribute fact)
    {
        switch (fact)
        {
            case LengthAttribute length:
                Bound(schema, "minLength", length.Min);
                Bound(schema, "maxLength", length.Max);
                break;
            case ItemsAttribute items:
                Bound(schema, "minItems", items.Min);
                Bound(schema, "maxItems", items.Max);
                break;
            case BoundsAttribute bounds:
                schema["minimum"] = bounds.Min;
                if (bounds.Max != long.MaxValue)
                {
                    schema["maximum"] = bounds.Max;
                }

                break;
            case MinPropertiesAttribute properties:
                schema["minProperties"] = properties.Min;
                break;
            case PatternAttribute pattern:
                schema["pattern"] = pattern.Value;
                break;
            case EnumAttribute values:
                schema["enum"] = Texts(values.Values);
                break;
            case DefaultAttribute preset:
                schema["default"] = preset.Value is bool flag ? JsonValue.Create(flag) : JsonValue.Create((string)preset.Value);
                break;
            case RuleAttribute rule:
                Rule(schema, rule);
                break;
            default:
                ApplyTopology(schema, fact);
                break;
        }
    }

    private static void ApplyTopology(JsonObject schema, SchemaAttribute fact)
    {
        switch (fact)
        {
            case ListMapAttribute map:
                schema["x-kubernetes-list-type"] = "map";
                schema["x-kubernetes-list-map-keys"] = Texts(map.Keys);
                break;
            case ListAtomicAttribute:
                schema["x-kubernetes-list-type"] = "atomic";
                break;
            case MapAtomicAttribute:
                schema["x-kubernetes-map-type"] = "atomic";
                break;
            case RequiredAttribute:
                // Said by the object that holds the field.
                break;
            default:
                throw new InvalidOperationException($"no schema keyword is known for {fact.GetType().Name}");
        }
    }

    private static void Rule(JsonObject schema, RuleAttribute rule)
    {
        if (schema["x-kubernetes-validations"] is not JsonArray rules)
        {
            schema["x-kubernetes-validations"] = rules = [];
        }

        rules.Add(new JsonObject { ["rule"] = rule.Expression, ["message"] = rule.Message });
    }

    private static void Bound(JsonObject schema, string keyword, int value)
    {
        if (value >= 0)
        {
            schema[keyword] = value;
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
