using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Api.Admission.Checks;

/// <summary>The part of a Kubernetes version that rules ask for.</summary>
internal sealed partial record KubernetesVersion(int Major, int Minor)
{
    /// <summary>Reads a version such as <c>v1.31.0</c>; false when the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KubernetesVersion? version)
    {
        version = null;
        if (text is not null
            && Pattern().Match(text) is { Success: true } match
            && int.TryParse(match.Groups["major"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(match.Groups["minor"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            version = new(major, minor);
        }

        return version is not null;
    }

    /// <summary>A version that is set must be one.</summary>
    public static void Check(string path, string? text, ValidationContext context)
    {
        if (!string.IsNullOrEmpty(text) && !TryParse(text, out _))
        {
            context.Invalid(path, text, "must be a semantic version with a leading v, such as v1.31.0");
        }
    }

    /// <summary>The version with the leading v that people forget; null when there is nothing to add.</summary>
    public static string? WithPrefix(string? text) => string.IsNullOrEmpty(text) || text.StartsWith('v') ? null : "v" + text;

    [GeneratedRegex(
        @"^v(?<major>0|[1-9]\d*)\.(?<minor>0|[1-9]\d*)\.(0|[1-9]\d*)([-+][0-9A-Za-z_.+-]+)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
