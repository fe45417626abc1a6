using System.Text.RegularExpressions;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds;

/// <summary>Checks of names, with kube-apiserver's words.</summary>
internal static partial class NameSyntax
{
    private const string SubdomainError =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'example.com', regex used for validation is "
        + @"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string UnderscoreError =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'example.com', regex used for validation is "
        + @"'_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*')";

    private const string WildcardError =
        "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric "
        + "characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is "
        + @"'\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string LabelError =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric "
        + "character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private const string Label1035Error =
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an "
        + "alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

    /// <summary>What is wrong with a name; empty for a good one.</summary>
    public static IEnumerable<string> Errors(string name, NameRule rule)
    {
        if (rule == NameRule.PathSegment)
        {
            return PathSegmentErrors(name);
        }

        if (rule == NameRule.IpAddress)
        {
            return NetworkChecks.CanonicalAddressError(name) is { } wrong ? [wrong] : [];
        }

        var limit = rule is NameRule.Subdomain or NameRule.WildcardSubdomain or NameRule.UnderscoreSubdomain ? 253 : 63;
        var (pattern, error) = rule switch
        {
            NameRule.Subdomain => (SubdomainPattern(), SubdomainError),
            NameRule.WildcardSubdomain => (WildcardPattern(), WildcardError),
            NameRule.UnderscoreSubdomain => (UnderscorePattern(), UnderscoreError),
            NameRule.Label => (LabelPattern(), LabelError),
            _ => (Label1035Pattern(), Label1035Error),
        };
        var errors = new List<string>(0);
        if (name.Length > limit)
        {
            errors.Add($"must be no more than {limit} characters");
        }

        if (!pattern.IsMatch(name))
        {
            errors.Add(rule == NameRule.Label && SubdomainPattern().IsMatch(name) ? "must not contain dots" : error);
        }

        return errors;
    }

    private static IEnumerable<string> PathSegmentErrors(string name)
    {
        if (name is "." or "..")
        {
            yield return $"may not be '{name}'";
        }

        foreach (var c in "/%".Where(c => name.Contains(c, StringComparison.Ordinal)))
        {
            yield return $"may not contain '{c}'";
        }
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(
        @"^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex UnderscorePattern();

    [GeneratedRegex(@"^\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WildcardPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Label1035Pattern();
}
