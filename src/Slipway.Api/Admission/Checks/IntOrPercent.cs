using System.Globalization;
using k8s.Models;

namespace Slipway.Api.Admission.Checks;

/// <summary>Numbers that may be given as a share, <c>25%</c>.</summary>
internal static class IntOrPercent
{
    /// <summary>A value that is set must be a whole number from 0, or a percentage from 0% to 100%.</summary>
    public static void Check(string path, IntOrString? value, ValidationContext context)
    {
        if (value is not null && !TryParse(value, out _))
        {
            context.Invalid(path, value.Value, "must be a whole number of 0 or more, or a percentage from 0% to 100%");
        }
    }

    /// <summary>Whether the value is set and is none of anything.</summary>
    public static bool IsZero(IntOrString? value) => value is not null && TryParse(value, out var number) && number == 0;

    private static bool TryParse(IntOrString value, out int number)
    {
        var text = value.Value ?? "";
        var percent = text.EndsWith('%');
        return int.TryParse(percent ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && (!percent || number <= 100);
    }
}
