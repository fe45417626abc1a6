using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>ConfigMaps: keys, size, immutability.</summary>
internal sealed class ConfigMapRules : KindRules
{
    private const int MaxBytes = 1024 * 1024;

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
                errors.Add(FieldError.Invalid($"data[{key}]", key, "duplicate of key present in binaryData"));
            }
        }

        if (total > MaxBytes)
        {
            errors.Add(FieldError.TooLong("[]", MaxBytes));
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
            foreach (var error in KeySyntax.Errors(key))
            {
                errors.Add(FieldError.Invalid($"{field}[{key}]", key, error));
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
}
