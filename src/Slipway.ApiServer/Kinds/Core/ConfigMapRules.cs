using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>ConfigMaps: keys, size, immutability.</summary>
internal sealed partial class ConfigMapRules : KindRules
{
    private const int MaxBytes = 1024 * 1024;

    private const string KeyError =
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', "
        + "regex used for validation is '[-._a-zA-Z0-9]+')";

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        long total = 0;
        foreach (var field in (ReadOnlySpan<string>)["data", "binaryData"])
        {
            total += ValidateKeys(obj, field, errors);
        }

        foreach (var (key, _) in obj.Map("binaryData") ?? [])
        {
            if (obj.Map("data")?.ContainsKey(key) == true)
            {
                errors.Add(FieldError.Invalid("data", key, "duplicate of key present in binaryData"));
            }
        }

        if (total > MaxBytes)
        {
            errors.Add(FieldError.TooLong("", MaxBytes));
        }
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors) =>
        ValidateImmutable(obj, old, ["data", "binaryData"], errors);

    /// <summary>Adds what is wrong with the keys of a field's map; gives the size of its values.</summary>
    internal static long ValidateKeys(JsonObject obj, string field, List<FieldError> errors)
    {
        long total = 0;
        foreach (var (key, value) in obj.Map(field) ?? [])
        {
            if (key.Length > 253)
            {
                errors.Add(FieldError.Invalid($"{field}[{key}]", key, "must be no more than 253 characters"));
            }
            else if (key is "." || key.StartsWith("..", StringComparison.Ordinal))
            {
                errors.Add(FieldError.Invalid($"{field}[{key}]", key, key is "." or ".." ? $"may not be '{key}'" : "may not start with '..'"));
            }
            else if (!KeyPattern().IsMatch(key))
            {
                errors.Add(FieldError.Invalid($"{field}[{key}]", key, KeyError));
            }

            total += value is JsonValue text && text.TryGetValue<string>(out var found) ? found.Length : 0;
        }

        return total;
    }

    /// <summary>Refuses changes of the fields when the object is immutable already.</summary>
    internal static void ValidateImmutable(JsonObject obj, JsonObject old, ReadOnlySpan<string> fields, List<FieldError> errors)
    {
        if (!old.IsTrue("immutable"))
        {
            return;
        }

        if (!obj.IsTrue("immutable"))
        {
            errors.Add(FieldError.Forbidden("immutable", "field is immutable when `immutable` is set"));
        }

        foreach (var field in fields)
        {
            if (!JsonNode.DeepEquals(obj[field], old[field]))
            {
                errors.Add(FieldError.Forbidden(field, "field is immutable when `immutable` is set"));
            }
        }
    }

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
