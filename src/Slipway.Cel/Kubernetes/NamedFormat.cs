using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Cel.Kubernetes;

/// <summary>A format that strings can be checked against, by its name.</summary>
/// <param name="Name">The name of the format.</param>
/// <param name="RegexSize">How long its pattern counts when the cost of a check is counted.</param>
/// <param name="Check">What is wrong with a string; empty for a good one.</param>
internal sealed partial record NamedFormat(string Name, int RegexSize, Func<string, IReadOnlyList<string>> Check)
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string Qualified = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const int DateTimePatternLength = 71;
    private const int UuidPatternLength = 70;

    private const string SubdomainMessage =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'example.com', regex used for validation is '" + Label + @"(\." + Label + ")*')";

    /// <summary>All formats by the names that expressions use.</summary>
    public static IReadOnlyDictionary<string, NamedFormat> All { get; } = new Dictionary<string, NamedFormat>(StringComparer.Ordinal)
    {
        ["dns1123Label"] = new("DNS1123Label", 30, s => Dns1123Label(s)),
        ["dns1123LabelPrefix"] = new("DNS1123LabelPrefix", 30, s => Dns1123Label(Prefix(s))),
        ["dns1123Subdomain"] = new("DNS1123Subdomain", 60, s => Subdomain(s)),
        ["dns1123SubdomainPrefix"] = new("DNS1123SubdomainPrefix", 60, s => Subdomain(Prefix(s))),
        ["dns1035Label"] = new("DNS1035Label", 30, s => Dns1035Label(s)),
        ["dns1035LabelPrefix"] = new("DNS1035LabelPrefix", 30, s => Dns1035Label(Prefix(s))),
        ["qualifiedName"] = new("QualifiedName", 60, QualifiedName),
        ["labelValue"] = new("LabelValue", 40, LabelValue),
        ["uri"] = new("URI", 1103, s => GoUrl.TryParse(s, out _, out var error) ? [] : [error]),
        ["uuid"] = new("uuid", UuidPatternLength, s => UuidPattern().IsMatch(s) ? [] : ["does not match the UUID format"]),
        ["byte"] = new("byte", 84, s => IsBase64(s) ? [] : ["invalid base64"]),
        ["date"] = new("date", DateTimePatternLength, s => IsDate(s) ? [] : ["invalid date"]),
        ["datetime"] = new("datetime", DateTimePatternLength, s => IsDateTime(s) ? [] : ["invalid datetime"]),
    };

    public bool Equals(NamedFormat? other) => other?.Name == Name;

    public override int GetHashCode() => string.GetHashCode(Name, StringComparison.Ordinal);

    public override string ToString() => Name;

    // A prefix may end in a dash, which a whole name may not; kube-apiserver looks at one character less of it.
    private static string Prefix(string text) => text.Length > 1 && text.EndsWith('-') ? text[..^2] + "a" : text;

    private static List<string> Matching(string text, int limit, Regex pattern, string message)
    {
        var errors = new List<string>();
        if (Encoding.UTF8.GetByteCount(text) > limit)
        {
            errors.Add($"must be no more than {limit} bytes");
        }

        if (!pattern.IsMatch(text))
        {
            errors.Add(message);
        }

        return errors;
    }

    private static List<string> Dns1123Label(string text) => Matching(text, 63, LabelPattern(), SubdomainPattern().IsMatch(text)
        ? "must not contain dots"
        : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric "
            + $"character (e.g. 'my-name',  or '123-abc', regex used for validation is '{Label}')");

    private static List<string> Subdomain(string text) => Matching(text, 253, SubdomainPattern(), SubdomainMessage);

    private static List<string> Dns1035Label(string text) => Matching(
        text,
        63,
        Dns1035Pattern(),
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an "
        + "alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')");

    private static List<string> LabelValue(string text) => Matching(
        text,
        63,
        LabelValuePattern(),
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric "
        + $"character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '({Qualified})?')");

    private static List<string> QualifiedName(string text)
    {
        var errors = new List<string>();
        var parts = text.Split('/');
        if (parts.Length > 2)
        {
            errors.Add(
                "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
                + $"(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '{Qualified}') with an optional DNS subdomain prefix "
                + "and '/' (e.g. 'example.com/MyName')");
            return errors;
        }

        if (parts.Length == 2)
        {
            if (parts[0].Length == 0)
            {
                errors.Add("prefix part must be non-empty");
            }
            else
            {
                errors.AddRange(Subdomain(parts[0]).Select(e => "prefix part " + e));
            }
        }

        var name = parts[^1];
        if (name.Length == 0)
        {
            errors.Add("name part must be non-empty");
        }
        else if (name.Length > 63)
        {
            errors.Add("name part must be no more than 63 bytes");
        }

        if (!QualifiedPattern().IsMatch(name))
        {
            errors.Add(
                "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
                + $"(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '{Qualified}')");
        }

        return errors;
    }

    private static bool IsBase64(string text) => text.Length > 0 && Convert.TryFromBase64String(text, new byte[text.Length], out _);

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsDateTime(string text) =>
        text.ToLowerInvariant().Split('t') is [var date, var time, ..] && IsDate(date) && TimePattern().IsMatch(time);

    [GeneratedRegex("^" + Label + @"\z", Options)]
    private static partial Regex LabelPattern();

    [GeneratedRegex("^" + Label + @"(\." + Label + @")*\z", Options)]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z", Options)]
    private static partial Regex Dns1035Pattern();

    [GeneratedRegex("^" + Qualified + @"\z", Options)]
    private static partial Regex QualifiedPattern();

    [GeneratedRegex("^(" + Qualified + @")?\z", Options)]
    private static partial Regex LabelValuePattern();

    [GeneratedRegex(@"^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\z", Options | RegexOptions.IgnoreCase)]
    private static partial Regex UuidPattern();

    [GeneratedRegex(@"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](.[0-9]+)?(z|[+-][0-9]{2}:[0-9]{2})\z", Options)]
    private static partial Regex TimePattern();
}
