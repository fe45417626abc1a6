using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>Bounds and formats of strings and numbers.</summary>
internal static class ScalarChecks
{
    public static void Check(JsonValue scalar, Schema schema, FieldPath path, List<FieldError> errors)
    {
        switch (scalar.GetValueKind())
        {
            case JsonValueKind.String:
                CheckString(scalar, schema, path, errors);
                break;
            case JsonValueKind.Number:
                CheckNumber(scalar, schema, path, errors);
                break;
        }
    }

    private static void CheckString(JsonValue scalar, Schema schema, FieldPath path, List<FieldError> errors)
    {
        var limits = schema.Limits;
        var checksLength = limits.MaxLength is not null || limits.MinLength is not null;
        if (!checksLength && limits.Pattern is null && schema.Format.Length == 0)
        {
            return;
        }

        var text = scalar.GetValue<string>();

        // The first of these findings hides the later ones.
        var length = checksLength ? CodePoints(text) : 0;
        if (length > limits.MaxLength)
        {
            errors.Add(FieldError.TooLong(path.Dotted(), limits.MaxLength.Value));
        }
        else if (length < limits.MinLength)
        {
            errors.Add(Invalid(path, scalar, $"should be at least {limits.MinLength} chars long"));
        }
        else if (limits.Pattern is { Length: > 0 } pattern && !limits.MatchesPattern(text))
        {
            errors.Add(Invalid(path, scalar, $"should match '{pattern}'"));
        }

        if (schema.Type is "" or "string" && schema.Format.Length > 0 && !StringFormats.IsValid(schema.Format, text))
        {
            var at = path.Dotted();
            errors.Add(FieldError.TypeInvalid(at, scalar.DeepClone(), $"{at} in body must be of type {schema.Format}: {GoText.Quote(text)}"));
        }
    }

    private static void CheckNumber(JsonValue scalar, Schema schema, FieldPath path, List<FieldError> errors)
    {
        CheckRange(scalar, schema, path, errors);

        var limits = schema.Limits;
        if (limits.MultipleOf is null && limits.Maximum is null && limits.Minimum is null)
        {
            return;
        }

        var number = JsonNodes.GetDouble(scalar);
        if (limits.MultipleOf is { } factor && !IsMultiple(scalar, number, factor))
        {
            errors.Add(Invalid(path, scalar, $"should be a multiple of {GoNumber.Format(factor)}"));
        }

        if (limits.Minimum is { } minimum && (limits.ExclusiveMinimum ? number <= minimum : number < minimum))
        {
            errors.Add(Invalid(path, scalar, $"should be greater than {(limits.ExclusiveMinimum ? "" : "or equal to ")}{GoNumber.Format(minimum)}"));
        }

        if (limits.Maximum is { } maximum && (limits.ExclusiveMaximum ? number >= maximum : number > maximum))
        {
            errors.Add(Invalid(path, scalar, $"should be less than {(limits.ExclusiveMaximum ? "" : "or equal to ")}{GoNumber.Format(maximum)}"));
        }
    }

    // A number beyond its format is reported without a path of its own.
    private static void CheckRange(JsonValue scalar, Schema schema, FieldPath path, List<FieldError> errors)
    {
        var fits = (schema.Type, schema.Format) switch
        {
            ("integer", "int32") => IsWholeIn(JsonNodes.GetDouble(scalar), int.MinValue, int.MaxValue),
            ("integer", _) => JsonNodes.TryGetInteger(scalar, out _) || IsWholeIn(JsonNodes.GetDouble(scalar), long.MinValue, 9223372036854774784),
            ("number", "float") => Math.Abs(JsonNodes.GetDouble(scalar)) <= float.MaxValue,
            _ => true,
        };
        if (!fits)
        {
            var kind = schema.Format is "int32" or "int64" or "float" ? $"with format {schema.Format}" : "(default format)";
            var detail = $"Checked value must be of type {schema.Type} {kind} in {path.Dotted()}";
            errors.Add(FieldError.Invalid("<nil>", JsonValue.Create(""), detail));
        }
    }

    private static bool IsWholeIn(double number, double min, double max) => Math.Floor(number) == number && number >= min && number <= max;

    private static bool IsMultiple(JsonValue scalar, double number, double factor)
    {
        if (JsonNodes.TryGetInteger(scalar, out var integer) && (long)factor is > 0 and var whole)
        {
            return integer % whole == 0;
        }

        var quotient = factor < 1 ? 1 / factor * number : number / factor;
        return Math.Abs(quotient - Math.Round(quotient)) < 1e-9;
    }

    private static FieldError Invalid(FieldPath path, JsonValue scalar, string rest)
    {
        var at = path.Dotted();
        return FieldError.Invalid(at, scalar.DeepClone(), $"{at} in body {rest}");
    }

    private static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            count -= char.IsLowSurrogate(c) ? 1 : 0;
        }

        return count;
    }
}
