using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// Fills in the defaults of a structural schema, and settles what a null means, as kube-apiserver does on every read and write.
/// </summary>
public static class SchemaDefaulter
{
    /// <summary>
    /// Sets every absent field that has a default. A null in a field that is not nullable counts as absent: it becomes the
    /// default, or goes away when there is none.
    /// </summary>
    /// <param name="value">The value, which is changed.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="keepsNulls">Whether a null without a default stays, to be refused: so it is with what was applied.</param>
    /// <returns>Whether the value was changed.</returns>
    public static bool Apply(JsonNode? value, Schema schema, bool keepsNulls = false) => value switch
    {
        JsonObject map => ApplyToFields(map, schema, keepsNulls),
        JsonArray list when schema.Items is { } items => ApplyToItems(list, items, keepsNulls),
        _ => false,
    };

    private static bool ApplyToFields(JsonObject map, Schema schema, bool keepsNulls)
    {
        var changed = SettleNulls(map, schema, keepsNulls);
        foreach (var (name, property) in schema.PropertyTable)
        {
            if (property.HasDefault && !map.ContainsKey(name))
            {
                map[name] = property.CreateDefault();
                changed = true;
            }
        }

        foreach (var (name, child) in map)
        {
            if (child is not null && SchemaOf(schema, name) is { } childSchema)
            {
                changed |= Apply(child, childSchema, keepsNulls);
            }
        }

        return changed;
    }

    private static bool ApplyToItems(JsonArray list, Schema items, bool keepsNulls)
    {
        var changed = false;
        for (var i = 0; i < list.Count; i++)
        {
            // A null among the items stays when there is no default: dropping it would shift the rest.
            if (list[i] is null && !items.Nullable && items.HasDefault)
            {
                list[i] = items.CreateDefault();
                changed = true;
            }

            changed |= Apply(list[i], items, keepsNulls);
        }

        return changed;
    }

    private static bool SettleNulls(JsonObject map, Schema schema, bool keepsNulls)
    {
        List<string>? nulls = null;
        foreach (var (name, child) in map)
        {
            if (child is null && SchemaOf(schema, name) is { Nullable: false } fieldSchema && (!keepsNulls || fieldSchema.HasDefault))
            {
                (nulls ??= []).Add(name);
            }
        }

        foreach (var name in nulls ?? [])
        {
            if (SchemaOf(schema, name)!.CreateDefault() is { } value)
            {
                map[name] = value;
            }
            else
            {
                map.Remove(name);
            }
        }

        return nulls is not null;
    }

    private static Schema? SchemaOf(Schema schema, string field) =>
        schema.PropertyTable.TryGetValue(field, out var property) ? property : schema.AdditionalProperties;
}
