using System.Text.RegularExpressions;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Selectors;

/// <summary>What may be a label's key and value, with kube-apiserver's words for what may not.</summary>
public static partial class LabelSyntax
{
    private const string NameError =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    private const string PrefixError =
        "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end "
        + "with an alphanumeric character (e.g. 'example.com', regex used for validation is "
        + @"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string QualifiedNameError =
        "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') "
        + "with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";

    private const string LabelValueError =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
        + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    /// <summary>What is wrong with a label key; null for a good one.</summary>
    public static string? KeyError(string key) => KeyErrors(key) is { Count: > 0 } errors ? string.Join("; ", errors) : null;

    /// <summary>All that is wrong with a label key, each in a sentence; none for a good one.</summary>
    public static IReadOnlyList<string> KeyErrors(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash != key.LastIndexOf('/'))
        {
            return [QualifiedNameError];
        }

        var errors = new List<string>(0);
        var name = slash < 0 ? key : key[(slash + 1)..];
        if (slash == 0)
        {
            errors.Add("prefix part must be non-empty");
        }
        else if (slash > 253)
        {
            errors.Add("prefix part must be no more than 253 bytes");
        }
        else if (slash > 0 && !SubdomainPattern().IsMatch(key.AsSpan(0, slash)))
        {
            errors.Add(PrefixError);
        }

        if (name.Length == 0)
        {
            errors.Add("name part must be non-empty");
        }
        else if (name.Length > 63)
        {
            errors.Add("name part must be no more than 63 bytes");
        }

        if (!NamePattern().IsMatch(name))
        {
            errors.Add(NameError);
        }

        return errors;
    }

    /// <summary>What is wrong with a label value; null for a good one.</summary>
    public static string? ValueError(string value)
    {
        if (value.Length == 0)
        {
            return null;
        }

        var tooLong = value.Length > 63 ? "must be no more than 63 bytes" : null;
        var malformed = NamePattern().IsMatch(value) ? null : LabelValueError;
        return (tooLong, malformed) is ({ }, { }) ? $"{tooLong}; {malformed}" : tooLong ?? malformed;
    }

    internal static string Quote(string text) => GoText.Quote(text);

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NamePattern();

    [GeneratedRegex(
        @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SubdomainPattern();
}
