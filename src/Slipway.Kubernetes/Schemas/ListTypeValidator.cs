using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>What Kubernetes adds to OpenAPI's lists: those of type set and map hold no item twice.</summary>
internal sealed class ListTypeValidator(List<FieldError> errors)
{
    private readonly FieldPath _path = new();

    public void Validate(JsonNode? value, Schema schema)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, child) in map)
                {
                    WalkField(name, child, schema);
                }

                break;
            case JsonArray list:
                CheckUnique(list, schema);
                if (schema.Items is { } items)
                {
                    for (var i = 0; i < list.Count; i++)
                    {
                        _path.PushIndex(i);
                        Validate(list[i], items);
                        _path.Pop();
                    }
                }

                break;
        }
    }

    private void WalkField(string name, JsonNode? child, Schema schema)
    {
        if (child is null or JsonValue)
        {
            return;
        }

        if (schema.PropertyTable.TryGetValue(name, out var property))
        {
            _path.PushField(name);
            Validate(child, property);
            _path.Pop();
        }
        else if (schema.AdditionalProperties is { } additional)
        {
            _path.PushKey(name);
            Validate(child, additional);
            _path.Pop();
        }
    }

    private void CheckUnique(JsonArray list, Schema schema)
    {
        switch (schema.ListType)
        {
            case SchemaListType.Set:
                ReportRepeats(list, item => item);
                break;
            case SchemaListType.Map:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is not (null or JsonObject))
                    {
                        errors.Add(FieldError.Invalid(
                            Index(i), list[i]!.DeepClone(), "must be an object for an array of list-type map"));
                        return;
                    }
                }

                ReportRepeats(list, item => KeyOf(item as JsonObject, schema));
                break;
        }
    }

    private void ReportRepeats(JsonArray list, Func<JsonNode?, JsonNode?> keyOf)
    {
        if (list.Count < 2)
        {
            return;
        }

        // Each value is reported once, at its second place, as upstream does.
        var seen = new Dictionary<string, int>(list.Count, StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var key = keyOf(list[i]);
            var identity = GoText.Json(key);
            seen.TryGetValue(identity, out var times);
            seen[identity] = times + 1;
            if (times == 1)
            {
                errors.Add(FieldError.Duplicate(Index(i), key?.DeepClone()));
            }
        }
    }

    private static JsonObject KeyOf(JsonObject? item, Schema schema)
    {
        var key = new JsonObject();
        foreach (var name in schema.ListMapKeys)
        {
            if (item is not null && item.TryGetPropertyValue(name, out var value))
            {
                key[name] = value?.DeepClone();
            }
        }

        return key;
    }

    private string Index(int i)
    {
        _path.PushIndex(i);
        var text = _path.ToString();
        _path.Pop();
        return text;
    }
}
