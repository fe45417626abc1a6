using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Quantities;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Decoding;

/// <summary>
/// Brings an object of a built-in kind into the form that kube-apiserver's types give it, in one walk: what is null or empty goes, and so
/// do zeros of fields that are written only when they are set; defaults that depend on nothing come, and fields that are always written;
/// quantities take their canonical form.
/// </summary>
/// <remarks>
/// An empty list or map stays where it says something that null does not: in a field that is always written, which whoever sent it
/// comes to own. It is stored as null all the same (<see cref="DropEmpty"/>).
/// </remarks>
internal static class TypedNormalizer
{
    private static readonly JsonValue Zero = JsonValue.Create(0);

    /// <returns>Whether something that is empty was kept.</returns>
    public static bool Normalize(JsonObject value, Schema schema)
    {
        var kept = false;
        Normalize(value, schema, ref kept);
        return kept;
    }

    /// <summary>Makes null of what is empty and was kept.</summary>
    public static void DropEmpty(JsonNode? value, Schema schema)
    {
        switch (value)
        {
            case JsonObject map:
                var kept = KubernetesFacts.Shared.Forms.Find(schema.Name)?.KeptEmpty;
                foreach (var (name, child) in map.ToList())
                {
                    if (child is JsonArray { Count: 0 } or JsonObject { Count: 0 } && kept?.Contains(name) == true)
                    {
                        map[name] = null;
                    }
                    else if ((schema.Properties.GetValueOrDefault(name) ?? schema.AdditionalProperties) is { } property)
                    {
                        DropEmpty(child, property);
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var item in list)
                {
                    DropEmpty(item, items);
                }

                break;
            default:
                break;
        }
    }

    private static void Normalize(JsonObject value, Schema schema, ref bool kept)
    {
        var form = KubernetesFacts.Shared.Forms.Find(schema.Name);
        List<string>? drop = null;
        List<(string Name, string Text)>? texts = null;
        foreach (var (name, child) in value)
        {
            if (!schema.Properties.TryGetValue(name, out var property))
            {
                property = schema.AdditionalProperties;
                if (child is null && property is { Type: "string", Format: "", IsQuantity: false })
                {
                    // Go reads a map's null as the empty text; only a field's null is as if it were not there.
                    (texts ??= []).Add((name, ""));
                    continue;
                }
            }

            // An empty list of managers says something: that they are to be forgotten.
            if (child is not null && property is not null && name != "managedFields" && IsEmpty(child, property, ref kept))
            {
                if (form?.KeptEmpty.Contains(name) == true)
                {
                    kept = true;
                }
                else
                {
                    (drop ??= []).Add(name);
                }
            }
            else if (child is null || (child is JsonValue scalar && form?.Dropped.Contains(name) == true && IsZero(scalar)))
            {
                (drop ??= []).Add(name);
            }
            else if (property is { IsQuantity: true } && Canonical(child) is { } amount)
            {
                (texts ??= []).Add((name, amount));
            }
        }

        foreach (var name in drop ?? [])
        {
            value.Remove(name);
        }

        foreach (var (name, amount) in texts ?? [])
        {
            value[name] = amount;
        }

        if (form is not null)
        {
            Complete(value, schema, form);
        }
    }

    /// <summary>An object of a type of which nothing is set: what its structures are, and what is always written.</summary>
    public static JsonObject EmptyOf(Schema schema)
    {
        var empty = new JsonObject();
        foreach (var (name, zero) in KubernetesFacts.Shared.Forms.Find(schema.Name)?.Written ?? [])
        {
            empty[name] = zero is JsonObject && schema.Properties.TryGetValue(name, out var property) ? EmptyOf(property) : zero?.DeepClone();
        }

        return empty;
    }

    private static void Complete(JsonObject value, Schema schema, TypeForm form)
    {
        foreach (var (name, standard) in form.Defaults)
        {
            if (!value.TryGetPropertyValue(name, out var given) || given is null)
            {
                Add(value, name, standard, schema);
            }
        }

        foreach (var (name, zero) in form.Written)
        {
            if (!value.ContainsKey(name))
            {
                Add(value, name, zero, schema);
            }
        }
    }

    private static void Add(JsonObject value, string name, JsonNode? template, Schema schema)
    {
        var added = template?.DeepClone();
        value[name] = added;
        if (added is JsonObject structure && schema.Properties.TryGetValue(name, out var property))
        {
            Normalize(structure, property);
        }
    }

    private static bool IsZero(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>().Length == 0,
        JsonValueKind.False => true,
        JsonValueKind.Number => JsonNode.DeepEquals(value, Zero),
        _ => false,
    };

    private static string? Canonical(JsonNode child)
    {
        var text = child.GetValueKind() == JsonValueKind.String ? child.GetValue<string>() : child.ToJsonString();
        return Quantity.TryParse(text.Trim(), out var quantity) && quantity.ToString() is var canonical
            && (canonical != text || child.GetValueKind() != JsonValueKind.String)
            ? canonical
            : null;
    }

    private static bool IsEmpty(JsonNode child, Schema schema, ref bool kept)
    {
        switch (child)
        {
            case JsonObject map when schema.AdditionalProperties is not null || schema.Properties.Count > 0:
                Normalize(map, schema, ref kept);
                return map.Count == 0 && schema.AdditionalProperties is not null;
            case JsonArray list:
                if (schema.Items is { } items)
                {
                    foreach (var item in list.OfType<JsonObject>())
                    {
                        Normalize(item, items, ref kept);
                    }
                }

                return list.Count == 0 && schema.Type == "array";
            default:
                return false;
        }
    }
}
