using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// What Kubernetes adds to OpenAPI: embedded resources say what they are, and lists of type set and map hold no item twice.
/// </summary>
internal sealed class StructureValidator(List<FieldError> errors)
{
    private readonly FieldPath _path = new();
    private readonly List<FieldError> _embedded = [];
    private readonly List<FieldError> _lists = [];

    public void Validate(JsonNode? value, Schema schema)
    {
        Walk(value, schema);
        errors.AddRange(_embedded);
        errors.AddRange(_lists);
    }

    private void Walk(JsonNode? value, Schema schema)
    {
        switch (value)
        {
            case JsonObject map:
                if (schema.EmbeddedResource)
                {
                    CheckEmbedded(map);
                }

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
                        Walk(list[i], items);
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
            Walk(child, property);
            _path.Pop();
        }
        else if (schema.AdditionalProperties is { } additional)
        {
            _path.PushKey(name);
            Walk(child, additional);
            _path.Pop();
        }
    }

    private void CheckEmbedded(JsonObject map)
    {
        foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            if (!map.TryGetPropertyValue(name, out var value))
            {
                _embedded.Add(FieldError.Required(_path.Child(name)));
            }
            else if (JsonNodes.GetString(value) is not { } text)
            {
                _embedded.Add(FieldError.Invalid(_path.Child(name), value?.DeepClone(), "must be a string"));
            }
            else if (text.Length == 0)
            {
                _embedded.Add(FieldError.Invalid(_path.Child(name), value!.DeepClone(), "must not be empty"));
            }
        }

        if (map.TryGetPropertyValue("metadata", out var metadata) && metadata is not (null or JsonObject))
        {
            _embedded.Add(FieldError.Invalid(_path.Child("metadata"), metadata.DeepClone(), "must be an object"));
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
                        _lists.Add(FieldError.Invalid(
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
                _lists.Add(FieldError.Duplicate(Index(i), key?.DeepClone()));
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
