using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Slipway.Kubernetes.Schemas;

/// <summary>The string formats that kube-apiserver checks in a CRD. A format not among them is not checked.</summary>
internal static partial class StringFormats
{
    private const RegexOptions Strict = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    public static bool IsValid(string format, string text) => format.Replace("-", "", StringComparison.Ordinal) switch
    {
        "datetime" => IsDateTime(text),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "duration" => SchemaDuration.TryParse(text, out _),
        "byte" => text.Length > 0 && !text.AsSpan().ContainsAny(" \t\r\n") && Convert.TryFromBase64String(text, new byte[text.Length], out _),
        "uri" => IsRequestUri(text),
        "email" => MailAddress.TryCreate(text, out var mail) && !mail.User.Contains(' ', StringComparison.Ordinal),
        "hostname" => text.Length <= 255 && HostnamePattern().IsMatch(text) && Array.TrueForAll(text.Split('.'), label => label.Length <= 63),
        "ipv4" => IsAddress(text, AddressFamily.InterNetwork),
        "ipv6" => IsAddress(text, AddressFamily.InterNetworkV6),
        "cidr" => IsCidr(text),
        "mac" => MacPattern().IsMatch(text),
        "uuid" => UuidPattern().IsMatch(text),
        "uuid3" => Uuid3Pattern().IsMatch(text),
        "uuid4" => Uuid4Pattern().IsMatch(text),
        "uuid5" => Uuid5Pattern().IsMatch(text),
        "bsonobjectid" => ObjectIdPattern().IsMatch(text),
        "hexcolor" => HexColorPattern().IsMatch(text),
        "ssn" => SsnPattern().IsMatch(text),
        "isbn" => CheckedNumbers.IsIsbn10(text) || CheckedNumbers.IsIsbn13(text),
        "isbn10" => CheckedNumbers.IsIsbn10(text),
        "isbn13" => CheckedNumbers.IsIsbn13(text),
        "creditcard" => CheckedNumbers.IsCreditCard(text),
        "rgbcolor" => RgbColorPattern().IsMatch(text),
        "k8sshortname" => text.Length <= 63 && LabelPattern().IsMatch(text),
        "k8slongname" => text.Length <= 253 && SubdomainPattern().IsMatch(text),
        _ => true,
    };

    private static bool IsDateTime(string text)
    {
        var parts = text.ToLowerInvariant().Split('t');
        return parts.Length >= 2 && DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && TimePattern().IsMatch(parts[1]);
    }

    private static bool IsRequestUri(string text) =>
        text.StartsWith('/') || (text.Contains(':', StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out _));

    private static bool IsAddress(string text, AddressFamily family) =>
        text.AsSpan().Count('.') is 0 or 3 && IPAddress.TryParse(text, out var address) && address.AddressFamily == family
        && (family == AddressFamily.InterNetworkV6 || text.Contains('.', StringComparison.Ordinal));

    // IPNetwork refuses host bits, which the format allows.
    private static bool IsCidr(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && IPAddress.TryParse(text.AsSpan(0, slash), out var address)
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)
            && prefix <= (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
    }

    [GeneratedRegex(@"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](.[0-9]+)?(z|[+-][0-9]{2}:[0-9]{2})\z", Strict)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})\z",
        Strict | RegexOptions.NonBacktracking)]
    private static partial Regex HostnamePattern();

    [GeneratedRegex(@"^([0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}|[0-9a-fA-F]{2}(-[0-9a-fA-F]{2}){5}|[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){7}|[0-9a-fA-F]{2}(-[0-9a-fA-F]{2}){7}|[0-9a-fA-F]{4}(\.[0-9a-fA-F]{4}){2}|[0-9a-fA-F]{4}(\.[0-9a-fA-F]{4}){3})\z", Strict)]
    private static partial Regex MacPattern();

    [GeneratedRegex(@"^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\z", Strict | RegexOptions.IgnoreCase)]
    private static partial Regex UuidPattern();

    [GeneratedRegex(@"^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}\z", Strict | RegexOptions.IgnoreCase)]
    private static partial Regex Uuid3Pattern();

    [GeneratedRegex(@"^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}\z", Strict | RegexOptions.IgnoreCase)]
    private static partial Regex Uuid4Pattern();

    [GeneratedRegex(@"^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}\z", Strict | RegexOptions.IgnoreCase)]
    private static partial Regex Uuid5Pattern();

    [GeneratedRegex(@"^[0-9a-fA-F]{24}\z", Strict)]
    private static partial Regex ObjectIdPattern();

    [GeneratedRegex(@"^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\z", Strict)]
    private static partial Regex HexColorPattern();

    [GeneratedRegex(@"^[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}\z", Strict)]
    private static partial Regex SsnPattern();

    [GeneratedRegex(@"^rgb\(\s*(0|[1-9][0-9]?|1[0-9][0-9]?|2[0-4][0-9]|25[0-5])\s*(,\s*(0|[1-9][0-9]?|1[0-9][0-9]?|2[0-4][0-9]|25[0-5])\s*){2}\)\z", Strict)]
    private static partial Regex RgbColorPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", Strict)]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", Strict)]
    private static partial Regex SubdomainPattern();
}
