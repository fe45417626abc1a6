using System.Text.RegularExpressions;
using Slipway.Kubernetes.Versions;

namespace Slipway.Api.Admission.Checks;

/// <summary>How a Kubernetes version must be written in a spec.</summary>
internal static partial class VersionChecks
{
    /// <summary>A version that is set must be one.</summary>
    public static void Check(string path, string? text, ValidationContext context)
    {
        if (!string.IsNullOrEmpty(text) && !TryParse(text, out _))
        {
            context.Invalid(path, text, "must be a semantic version with a leading v, such as v1.31.0");
        }
    }

    /// <summary>Reads a version written as a spec must write it; false when the text is none.</summary>
    public static bool TryParse(string? text, out KubernetesVersion version)
    {
        version = default;
        return text is not null && Pattern().IsMatch(text) && KubernetesVersion.TryParse(text, out version);
    }

    /// <summary>The version with the leading v that people forget; null when there is nothing to add.</summary>
    public static string? WithPrefix(string? text) => string.IsNullOrEmpty(text) || text.StartsWith('v') ? null : "v" + text;

    [GeneratedRegex(
        @"^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)([-+][0-9A-Za-z_.+-]+)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
