using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>One refused field of an object, worded and classified as kube-apiserver does it.</summary>
/// <param name="Type">Why the field was refused.</param>
/// <param name="Field">Path of the field from the object's root, such as <c>spec.ports[0].name</c>.</param>
/// <param name="BadValue">The value that was refused; not shown for types that say enough without it.</param>
/// <param name="Detail">What would be right; empty when <paramref name="Type"/> says it all.</param>
public sealed record FieldError(FieldErrorType Type, string Field, JsonNode? BadValue, string Detail)
{
    /// <summary>The value as the message shows it, where that is not <see cref="BadValue"/>'s own JSON; empty to show none.</summary>
    public string? Shown { get; init; }

    /// <summary>Machine-readable reason of the Status cause, such as <c>FieldValueRequired</c>.</summary>
    public string Reason => Type switch
    {
        FieldErrorType.Invalid => "FieldValueInvalid",
        FieldErrorType.TypeInvalid => "FieldValueTypeInvalid",
        FieldErrorType.Required => "FieldValueRequired",
        FieldErrorType.NotSupported => "FieldValueNotSupported",
        FieldErrorType.Duplicate => "FieldValueDuplicate",
        FieldErrorType.Forbidden => "FieldValueForbidden",
        FieldErrorType.TooLong => "FieldValueTooLong",
        FieldErrorType.TooMany => "FieldValueTooMany",
        FieldErrorType.NotFound => "FieldValueNotFound",
        _ => "InternalError",
    };

    /// <summary>Message of the Status cause: the error without the field's path.</summary>
    public string Message
    {
        get
        {
            var head = Type switch
            {
                FieldErrorType.Required => "Required value",
                FieldErrorType.Forbidden => "Forbidden",
                FieldErrorType.TooLong => "Too long",
                FieldErrorType.InternalError => "Internal error",
                FieldErrorType.NotSupported => WithValue("Unsupported value"),
                FieldErrorType.Duplicate => WithValue("Duplicate value"),
                FieldErrorType.TooMany => WithValue("Too many"),
                FieldErrorType.NotFound => WithValue("Not found"),
                _ => WithValue("Invalid value"),
            };
            return Detail.Length == 0 ? head : $"{head}: {Detail}";
        }
    }

    /// <summary>A malformed or out-of-bounds value.</summary>
    public static FieldError Invalid(string field, JsonNode? value, string detail) => new(FieldErrorType.Invalid, field, value, detail);

    /// <summary>A malformed value of a kind that the message shows in another notation than JSON's of the wire.</summary>
    public static FieldError InvalidShown(string field, string shown, string detail) =>
        new(FieldErrorType.Invalid, field, BadValue: null, detail) { Shown = shown };

    /// <summary>The check itself failed.</summary>
    public static FieldError InternalError(string field, string detail) => new(FieldErrorType.InternalError, field, BadValue: null, detail);

    /// <summary>A value of the wrong JSON type or format.</summary>
    public static FieldError TypeInvalid(string field, JsonNode? value, string detail) =>
        new(FieldErrorType.TypeInvalid, field, value, detail);

    /// <summary>A value that must be given is absent.</summary>
    public static FieldError Required(string field, string detail = "") => new(FieldErrorType.Required, field, BadValue: null, detail);

    /// <summary>A value outside an enumeration; the alternatives are listed in the order given.</summary>
    public static FieldError NotSupported(string field, JsonNode? value, IEnumerable<string> supported)
    {
        var quoted = string.Join(", ", supported.Select(GoText.Quote));
        return new(FieldErrorType.NotSupported, field, value, quoted.Length == 0 ? "" : "supported values: " + quoted);
    }

    /// <summary>A value that must be unique occurs a second time.</summary>
    public static FieldError Duplicate(string field, JsonNode? value) => new(FieldErrorType.Duplicate, field, value, "");

    /// <summary>A value that may not be given, or not changed, here and now.</summary>
    public static FieldError Forbidden(string field, string detail) => new(FieldErrorType.Forbidden, field, BadValue: null, detail);

    /// <summary>A string longer than <paramref name="maxLength"/> (in the unit kube-apiserver names, bytes).</summary>
    public static FieldError TooLong(string field, long maxLength) =>
        new(FieldErrorType.TooLong, field, BadValue: null, $"may not be more than {maxLength} {(maxLength == 1 ? "byte" : "bytes")}");

    /// <summary>A list or map with more than <paramref name="max"/> entries.</summary>
    public static FieldError TooMany(string field, long actual, long max) =>
        new(FieldErrorType.TooMany, field, JsonValue.Create(actual), $"must have at most {max} {(max == 1 ? "item" : "items")}")
        {
            Shown = actual < 0 ? "" : null,
        };

    /// <summary>The whole error as kube-apiserver prints it: path, colon, message.</summary>
    public override string ToString() => $"{Field}: {Message}";

    private string WithValue(string head) => (Shown ?? GoText.Value(BadValue)) is { Length: > 0 } shown ? $"{head}: {shown}" : head;
}
