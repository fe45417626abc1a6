using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Checks of what a version has besides its schema: deprecation warning, subresources, columns, selectable fields.</summary>
internal static class VersionChecks
{
    private const int MaxSelectableFields = 8;
    private const int MaxWarningLength = 256;

    private static readonly string[] ColumnTypes = ["boolean", "date", "integer", "number", "string"];

    private static readonly string[] ColumnFormats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"];

    /// <summary>Adds what is wrong with the warning of a deprecated version.</summary>
    public static void Deprecation(JsonObject version, string path, List<FieldError> errors)
    {
        if (version["deprecationWarning"] is null)
        {
            return;
        }

        var warning = version.Text("deprecationWarning");
        errors.AddRange(WarningErrors(warning, version.IsTrue("deprecated")).Select(e => FieldError.Invalid($"{path}.deprecationWarning", warning, e)));
    }

    /// <summary>Adds what is wrong with the paths of the scale subresource.</summary>
    public static void Subresources(JsonObject? subresources, string path, List<FieldError> errors)
    {
        if (subresources?.Map("scale") is not { } scale)
        {
            return;
        }

        foreach (var (name, roots, where) in new[]
        {
            ("specReplicasPath", (string[])[".spec."], ".spec"),
            ("statusReplicasPath", [".status."], ".status"),
            ("labelSelectorPath", [".spec.", ".status."], "either .spec or .status"),
        })
        {
            var (at, value) = ($"{path}.scale.{name}", scale.Text(name));
            if (value.Length == 0)
            {
                if (name != "labelSelectorPath")
                {
                    errors.Add(FieldError.Required(at));
                }
            }
            else if (value[0] != '.')
            {
                errors.Add(FieldError.Invalid(at, value, "must be a simple json path starting with ."));
            }
            else if (!Array.Exists(roots, r => value.StartsWith(r, StringComparison.Ordinal)))
            {
                errors.Add(FieldError.Invalid(at, value, $"should be a json path under {where}"));
            }
        }
    }

    /// <summary>Adds what is wrong with the printer columns.</summary>
    public static void Columns(JsonArray? columns, string path, List<FieldError> errors)
    {
        for (var i = 0; i < columns?.Count; i++)
        {
            if (columns[i] is JsonObject column)
            {
                Column(column, $"{path}[{i}]", errors);
            }
        }
    }

    /// <summary>Adds what is wrong with the fields that selectors may name.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="schema">The schema they are of.</param>
    /// <param name="path">Where the list stands.</param>
    /// <param name="allowsMany">Whether there may be more than the limit, as there were already.</param>
    /// <param name="errors">Gets the errors.</param>
    public static void SelectableFields(JsonArray fields, Schema schema, string path, bool allowsMany, List<FieldError> errors)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            var (at, jsonPath) = ($"{path}[{i}].jsonPath", (fields[i] as JsonObject)?.Text("jsonPath") ?? "");
            if (jsonPath.Length == 0)
            {
                errors.Add(FieldError.Required(at));
                continue;
            }

            var found = SchemaPath.Resolve(jsonPath, schema, allowsBrackets: false);
            if (found.Error is not null)
            {
                errors.Add(FieldError.Invalid(at, jsonPath, $"is an invalid path: {found.Error}"));
                continue;
            }

            if (found.Root == "metadata")
            {
                errors.Add(FieldError.Invalid(at, jsonPath, "must not point to fields in metadata"));
            }

            if (found.Schema?.Type is not ("string" or "boolean" or "integer"))
            {
                errors.Add(FieldError.Invalid(
                    at,
                    jsonPath,
                    "must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed."));
            }

            if (!known.Add(found.Text))
            {
                errors.Add(FieldError.Duplicate(at, jsonPath));
            }
        }

        if (known.Count > MaxSelectableFields && !allowsMany)
        {
            errors.Add(FieldError.TooMany(path, known.Count, MaxSelectableFields));
        }
    }

    /// <summary>Whether there are more selectable fields than the limit.</summary>
    public static bool HasTooManySelectableFields(JsonObject version) => version.List("selectableFields")?.Count > MaxSelectableFields;

    private static void Column(JsonObject column, string path, List<FieldError> errors)
    {
        if (column.Text("name").Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.name"));
        }

        var type = column.Text("type");
        var oneOf = $"must be one of {string.Join(',', ColumnTypes)}";
        if (type.Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.type", oneOf));
        }
        else if (!ColumnTypes.Contains(type))
        {
            errors.Add(FieldError.Invalid($"{path}.type", type, oneOf));
        }

        if (column.Text("format") is { Length: > 0 } format && !ColumnFormats.Contains(format))
        {
            errors.Add(FieldError.Invalid($"{path}.format", format, $"must be one of {string.Join(',', ColumnFormats)}"));
        }

        var jsonPath = column.Text("jsonPath");
        if (jsonPath.Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.JSONPath"));
        }
        else if (jsonPath[0] != '.')
        {
            errors.Add(FieldError.Invalid($"{path}.JSONPath", jsonPath, "must be a simple json path starting with ."));
        }
    }

    private static IEnumerable<string> WarningErrors(string warning, bool deprecated)
    {
        if (!deprecated)
        {
            yield return "can only be set for deprecated versions";
            yield break;
        }

        if (Encoding.UTF8.GetByteCount(warning) > MaxWarningLength)
        {
            yield return $"must be <= {MaxWarningLength} characters long";
        }

        if (warning.Length == 0)
        {
            yield return "must not be an empty string";
        }

        var index = 0;
        foreach (var rune in warning.EnumerateRunes())
        {
            if (!IsPrintable(rune))
            {
                yield return $"must only contain printable UTF-8 characters; non-printable character found at index {index}";
                break;
            }

            index += rune.Utf8SequenceLength;
        }
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
