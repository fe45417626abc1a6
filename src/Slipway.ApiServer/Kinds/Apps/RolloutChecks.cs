using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Apps;

/// <summary>How many pods a rollout may miss or have too many: a number or a percentage.</summary>
internal static class RolloutChecks
{
    private const string PercentError =
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

    /// <summary>Refuses what is neither a number from zero on nor a percentage.</summary>
    public static void CheckAmount(FieldChecker check, JsonObject owner, string field)
    {
        if (owner[field] is not JsonValue value)
        {
            return;
        }

        if (value.GetValueKind() == JsonValueKind.String)
        {
            if (Percent(value) is null)
            {
                check.Invalid(field, value, PercentError);
            }
        }
        else
        {
            check.NonNegative(owner, field);
        }
    }

    /// <summary>Refuses a percentage above a hundred.</summary>
    public static void CheckNotMoreThanAll(FieldChecker check, JsonObject owner, string field)
    {
        if (owner[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String && Percent(value) is > 100)
        {
            check.Invalid(field, value, "must not be greater than 100%");
        }
    }

    /// <summary>Whether the field is zero, as a number or as a percentage.</summary>
    public static bool IsZero(JsonObject owner, string field) =>
        owner[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? (Percent(value) ?? 0) == 0
            : (owner.Integer(field) ?? 0) == 0;

    private static int? Percent(JsonValue value)
    {
        var text = value.GetValue<string>();
        return text.EndsWith('%') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
