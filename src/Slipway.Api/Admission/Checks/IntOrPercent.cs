using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Admission.Checks;

/// <summary>Numbers that may be given as a share, <c>25%</c>.</summary>
internal static class IntOrPercent
{
    /// <summary>A value that is set must be a whole number or a percentage.</summary>
    /// <param name="path">The field's path.</param>
    /// <param name="value">The value as it was sent: a number in quotes is no number.</param>
    /// <param name="context">Gets what is wrong.</param>
    public static void Check(string path, JsonNode? value, ValidationContext context)
    {
        if (value is null)
        {
            return;
        }

        var text = Text(value);
        if (Error(value, text) is { } error)
        {
            context.Invalid(path, text, $"must be either an int or a percentage: invalid value for IntOrString: {error}");
        }
    }

    /// <summary>A number that is set must be 0 or more.</summary>
    public static void CheckNotNegative(string path, JsonNode? value, ValidationContext context)
    {
        if (value?.GetValueKind() == JsonValueKind.Number && Text(value).StartsWith('-'))
        {
            context.Invalid(path, Text(value), "must be greater than or equal to 0");
        }
    }

    /// <summary>Whether the value is set to the number 0; a share of nothing is told apart.</summary>
    public static bool IsZero(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number && Text(value) == "0";

    /// <summary>The value as it is printed, without quotes.</summary>
    public static string Text(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static string? Error(JsonNode value, string text)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
        {
            return null;
        }

        if (!text.EndsWith('%'))
        {
            return "invalid type: string is not a percentage";
        }

        var error = GoInteger.Error("Atoi", text[..^1], long.MinValue, long.MaxValue);
        return error is null ? null : $"invalid value {GoText.Quote(text)}: {error}";
    }
}
