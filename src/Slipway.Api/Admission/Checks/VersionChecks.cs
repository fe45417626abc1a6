namespace Slipway.Api.Admission.Checks;

/// <summary>How a Kubernetes version must be written in a spec.</summary>
internal static class VersionChecks
{
    /// <summary>A version must be one, and begin with v.</summary>
    public static void Check(string path, string text, ValidationContext context, string notAVersion = "must be a valid semantic version")
    {
        if (!text.StartsWith('v'))
        {
            context.Invalid(path, text, "must start with v");
        }

        if (SemanticVersion.Parse(text.StartsWith('v') ? text[1..] : text, out _) is null)
        {
            context.Invalid(path, text, notAVersion);
        }
    }

    /// <summary>The version with the leading v that people forget; null when there is nothing to add.</summary>
    public static string? WithPrefix(string? text) => string.IsNullOrEmpty(text) || text.StartsWith('v') ? null : "v" + text;
}
