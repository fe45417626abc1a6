using System.Net;
using System.Text.RegularExpressions;

namespace Slipway.Api.Admission.Checks;

/// <summary>Addresses as Kubernetes takes them: without the short and octal forms that .NET reads too.</summary>
internal static partial class AddressText
{
    /// <summary>How many bits the address has; null for what is none.</summary>
    public static int? Bits(string text) =>
        text.Contains(':', StringComparison.Ordinal)
            ? text.AsSpan().ContainsAny('[', ']', '/') || !IPAddress.TryParse(text, out _) ? null : 128
            : Dotted().IsMatch(text) ? 32 : null;

    [GeneratedRegex(
        @"^(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Dotted();
}
