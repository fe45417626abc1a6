using System.Text.RegularExpressions;

namespace Slipway.Api.Admission.Checks;

/// <summary>What may be an object's name, in Kubernetes' words.</summary>
internal static partial class ObjectNames
{
    /// <summary>What is wrong with a name of up to 253 characters; null for a good one.</summary>
    public static string? SubdomainError(string name) => Subdomain().IsMatch(name)
        ? null
        : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
            + "alphanumeric character (e.g. 'example.com', regex used for validation is "
            + @"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    [GeneratedRegex(
        @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Subdomain();
}
