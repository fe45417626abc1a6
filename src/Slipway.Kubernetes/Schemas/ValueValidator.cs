using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Apply;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// The OpenAPI part of validation: types, formats, bounds, enumerations and the combinations allOf, anyOf, oneOf, not.
/// </summary>
internal sealed class ValueValidator(List<FieldError> errors)
{
    private readonly FieldPath _path = new();
    private List<FieldError> _errors = errors;

    // How many checks went well: among alternatives that all fail, the errors of the one that got furthest are shown.
    private int _matches;

    /// <summary>Adds what is wrong with a value, but for what is as it was and so is let be.</summary>
    /// <param name="value">The value.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="before">The value beside what it was; null for one that is new.</param>
    public void Validate(JsonNode? value, Schema schema, Correlation? before = null)
    {
        var found = _errors.Count;
        Check(value, schema, before);
        if (_errors.Count > found && before is { IsUnchanged: true })
        {
            _errors.RemoveRange(found, _errors.Count - found);
        }
    }

    private void Check(JsonNode? value, Schema schema, Correlation? before)
    {
        if (!CheckType(value, schema) && value is null)
        {
            return;
        }

        if (value is not null)
        {
            CheckCombinations(value, schema);
        }

        switch (value)
        {
            case JsonObject map:
                CheckEnum(value, schema);
                CheckObject(map, schema, before);
                break;
            case JsonArray list:
                CheckArray(list, schema, before);
                CheckEnum(value, schema);
                break;
            case JsonValue scalar:
                var found = _errors.Count;
                ScalarChecks.Check(scalar, schema, _path, _errors);
                _matches += _errors.Count == found ? 2 : 1;
                CheckEnum(value, schema);
                break;
            default:
                CheckEnum(value, schema);
                break;
        }

        _matches++;
    }

    private bool CheckType(JsonNode? value, Schema schema)
    {
        _matches++;
        if (TypeMatches(value, schema))
        {
            return true;
        }

        var path = _path.Dotted();
        var actual = JsonTypes.Name(value);
        var expected = schema.IntOrString ? "integer,string" : schema.Type;
        if (schema.Format.Length > 0 && !schema.IntOrString && actual is not ("string" or "array" or "null"))
        {
            // Go's formats are compared before its types, and a boolean or an object has none.
            expected = schema.Format;
            actual = actual switch { "integer" => "int64", "number" => "float64", _ => "" };
        }

        Add(FieldError.TypeInvalid(path, JsonValue.Create(actual), Sentence(path, $"must be of type {expected}: {GoText.Quote(actual)}")));
        return false;
    }

    private static bool TypeMatches(JsonNode? value, Schema schema)
    {
        if (schema.IntOrString)
        {
            return value is null ? schema.Nullable : JsonTypes.IsInteger(value) || JsonTypes.Name(value) == "string";
        }

        if (value is null)
        {
            return schema.Nullable || schema.Type.Length == 0;
        }

        return schema.Type switch
        {
            "" => true,
            "object" => value is JsonObject,
            "array" => value is JsonArray || StoredManagers.Is(value),
            "integer" => JsonTypes.IsInteger(value),
            "number" => value.GetValueKind() == JsonValueKind.Number,
            "string" => value.GetValueKind() == JsonValueKind.String,
            "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
            _ => false,
        };
    }

    private void CheckEnum(JsonNode? value, Schema schema)
    {
        var allowed = schema.Keywords.Enum;
        if (allowed.Length == 0 || Array.Exists(allowed, candidate => JsonTypes.Equal(value, candidate)))
        {
            return;
        }

        Add(FieldError.NotSupported(
            _path.Dotted(),
            value?.DeepClone(),
            allowed.Select(candidate => candidate.ValueKind == JsonValueKind.String ? candidate.GetString()! : candidate.GetRawText())));
    }

    private void CheckObject(JsonObject map, Schema schema, Correlation? before)
    {
        var limits = schema.Limits;
        if (map.Count < limits.MinProperties)
        {
            var path = _path.Dotted();
            Add(FieldError.Invalid(path, JsonValue.Create(map.Count), Sentence(path, $"should have at least {limits.MinProperties} properties")));
        }

        if (map.Count > limits.MaxProperties)
        {
            Add(FieldError.TooMany(_path.Dotted(), map.Count, limits.MaxProperties.Value));
        }

        foreach (var (name, child) in map)
        {
            if (schema.PropertyTable.TryGetValue(name, out var property))
            {
                // The type of an object is told by the request, not by what was stored: a wrong one is never let be.
                var typeField = _path.IsRoot && name is ("apiVersion" or "kind");
                _path.PushField(name);
                Validate(child, property, typeField ? null : before?.Field(name));
                _path.Pop();
            }
            else if (schema.AdditionalProperties is { } additional)
            {
                _path.PushKey(name);
                Validate(child, additional, before?.Field(name));
                _path.Pop();
            }
            else if (schema.AllowsAdditionalProperties == false)
            {
                var path = _path.Dotted();
                Add(FieldError.Invalid(path, JsonValue.Create(name), $"{path}.{name} in body is a forbidden property"));
            }
        }

        foreach (var name in schema.Keywords.Required)
        {
            if (!map.ContainsKey(name))
            {
                Add(FieldError.Required(_path.Dotted(name)));
            }
        }
    }

    private void CheckArray(JsonArray list, Schema schema, Correlation? before)
    {
        if (schema.Items is { } items)
        {
            for (var i = 0; i < list.Count; i++)
            {
                _path.PushIndex(i);
                Validate(list[i], items, before?.Item(i));
                _path.Pop();
            }
        }

        var limits = schema.Limits;
        if (list.Count < limits.MinItems)
        {
            var path = _path.Dotted();
            Add(FieldError.Invalid(path, JsonValue.Create(list.Count), Sentence(path, $"should have at least {limits.MinItems} items")));
        }

        if (list.Count > limits.MaxItems)
        {
            Add(FieldError.TooMany(_path.Dotted(), list.Count, limits.MaxItems.Value));
        }

        if (limits.UniqueItems && JsonTypes.HasDuplicates(list))
        {
            var path = _path.Dotted();
            Add(FieldError.Invalid(path, JsonValue.Create(""), Sentence(path, "shouldn't contain duplicates")));
        }
    }

    private void CheckCombinations(JsonNode value, Schema schema)
    {
        if (schema.AnyOf.Count > 0)
        {
            var (valid, best) = TryAlternatives(value, schema.AnyOf, stopAtFirst: true);
            if (valid == 0)
            {
                AddAtRoot("must validate at least one schema (anyOf)");
                _errors.AddRange(best);
            }
        }

        if (schema.OneOf.Count > 0)
        {
            var (valid, best) = TryAlternatives(value, schema.OneOf, stopAtFirst: false);
            if (valid != 1)
            {
                var found = valid == 0 ? "Found none valid" : $"Found {valid} valid alternatives";
                AddAtRoot($"must validate one and only one schema (oneOf). {found}");
                _errors.AddRange(best);
            }
        }

        if (schema.AllOf.Count > 0)
        {
            var valid = 0;
            foreach (var part in schema.AllOf)
            {
                var before = _errors.Count;
                Validate(value, part);
                valid += _errors.Count == before ? 1 : 0;
            }

            if (valid != schema.AllOf.Count)
            {
                AddAtRoot("must validate all the schemas (allOf)" + (valid == 0 ? ". None validated" : ""));
            }
        }

        if (schema.Not is { } not && TryAlternatives(value, [not], stopAtFirst: true).Valid == 1)
        {
            AddAtRoot("must not validate the schema (not)");
        }
    }

    private (int Valid, List<FieldError> Best) TryAlternatives(JsonNode value, IReadOnlyList<Schema> alternatives, bool stopAtFirst)
    {
        var (outerErrors, outerMatches) = (_errors, _matches);
        var valid = 0;
        List<FieldError> best = [];
        var bestMatches = -1;
        foreach (var alternative in alternatives)
        {
            (_errors, _matches) = ([], 0);
            Validate(value, alternative);
            if (_errors.Count == 0)
            {
                valid++;
                best = [];
                if (stopAtFirst)
                {
                    break;
                }
            }
            else if (valid == 0 && _matches > bestMatches)
            {
                (best, bestMatches) = (_errors, _matches);
            }
        }

        (_errors, _matches) = (outerErrors, outerMatches);
        return (valid, best);
    }

    // The combinations' own findings carry the path in their text and none of their own.
    private void AddAtRoot(string finding) =>
        Add(FieldError.Invalid("<nil>", JsonValue.Create(""), $"{GoText.Quote(_path.Dotted())} {finding}"));

    private void Add(FieldError error) => _errors.Add(error);

    private static string Sentence(string path, string rest) => $"{path} in body {rest}";
}
