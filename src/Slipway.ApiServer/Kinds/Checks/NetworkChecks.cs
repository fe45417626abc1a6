using System.Net;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Checks;

/// <summary>Checks of addresses, ports and hosts, with apimachinery's words.</summary>
internal static class NetworkChecks
{
    public const string BadAddress = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
    public const string NoAddress = "must be a DNS name, not an IP address";

    private const string BadNetwork = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
    private const int MaxPortName = 15;

    /// <summary>Refuses a text that is no address, or one that is not read alike everywhere; whether it is fine.</summary>
    /// <param name="check">The walk.</param>
    /// <param name="field">The field, under the walk's place.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="known">What the object has there already, and may keep.</param>
    public static bool Address(this FieldChecker check, string field, string text, IEnumerable<string>? known = null)
    {
        var error = known?.Contains(text) == true ? null : AddressError(text);
        if (error is not null)
        {
            check.Invalid(field, text, error);
        }

        return error is null;
    }

    /// <summary>What is wrong with an address; null for a good one.</summary>
    public static string? AddressError(string text) => !Addresses.TryParse(text, out var address) ? BadAddress
        : Addresses.HasLeadingZeros(text) ? "must not have leading 0s"
        : address.IsIPv4MappedToIPv6 ? "must not be an IPv4-mapped IPv6 address"
        : null;

    /// <summary>What is wrong with an address that must be written in the one way that there is; null for a good one.</summary>
    public static string? CanonicalAddressError(string text) => AddressError(text)
        ?? (Addresses.TryParse(text, out var address) && Addresses.Canonical(address) is var canonical && canonical != text
            ? $"must be in canonical form ({GoText.Quote(canonical)})" : null);

    /// <summary>Refuses a text that is no network, or one that is not read alike everywhere; whether it is one.</summary>
    /// <param name="check">The walk.</param>
    /// <param name="field">The field, under the walk's place.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="address">Its address.</param>
    /// <param name="prefix">The length of its prefix.</param>
    /// <param name="known">What the object has there already, and may keep.</param>
    /// <param name="isCanonical">Whether it must be written in the one way that there is.</param>
    public static bool Network(
        this FieldChecker check,
        string field,
        string text,
        out IPAddress address,
        out int prefix,
        IReadOnlyCollection<string>? known = null,
        bool isCanonical = false)
    {
        var isNetwork = Addresses.TryParseNetwork(text, out address, out prefix);
        var error = known?.Contains(text) == true ? null
            : !isNetwork ? BadNetwork
            : Addresses.HasLeadingZeros(text) ? "must not have leading 0s in IP or prefix length"
            : address.IsIPv4MappedToIPv6 ? "must not have an IPv4-mapped IPv6 address"
            : !Addresses.Masked(address, prefix).Equals(address) ? "must not have bits set beyond the prefix length"
            : isCanonical && $"{Addresses.Canonical(address)}/{prefix}" is var canonical && canonical != text
                ? $"must be in canonical form ({GoText.Quote(canonical)})"
            : null;
        if (error is not null)
        {
            check.Invalid(field, text, error);
        }

        return isNetwork;
    }

    /// <summary>Refuses a number that is no port.</summary>
    public static void Port(this FieldChecker check, string field, long number)
    {
        if (number is < 1 or > 65535)
        {
            check.Invalid(field, number, "must be between 1 and 65535, inclusive");
        }
    }

    /// <summary>Refuses a text that is no name of a port.</summary>
    public static void PortName(this FieldChecker check, string field, string name)
    {
        if (name.Length > MaxPortName)
        {
            check.Invalid(field, name, $"must be no more than {MaxPortName} bytes");
        }

        if (name.Length == 0 || !name.All(c => c is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
        {
            check.Invalid(field, name, "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }

        if (!name.Any(c => c is >= 'a' and <= 'z'))
        {
            check.Invalid(field, name, "must contain at least one letter (a-z)");
        }

        if (name.Contains("--", StringComparison.Ordinal))
        {
            check.Invalid(field, name, "must not contain consecutive hyphens");
        }

        if (name is ['-', ..] or [.., '-'])
        {
            check.Invalid(field, name, "must not begin or end with a hyphen");
        }
    }

    /// <summary>Refuses a host that is no DNS name, perhaps behind a wildcard.</summary>
    public static void Host(this FieldChecker check, string field, string host)
    {
        var rule = host.Contains('*', StringComparison.Ordinal) ? NameRule.WildcardSubdomain : NameRule.Subdomain;
        foreach (var error in NameSyntax.Errors(host, rule))
        {
            check.Invalid(field, host, error);
        }
    }

    /// <summary>A reference to an object of any kind: group, kind and name.</summary>
    public static void Reference(this FieldChecker check, JsonObject reference)
    {
        if (reference["apiGroup"] is not null)
        {
            check.Name(reference, "apiGroup", NameRule.Subdomain);
        }

        foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (check.Need(reference, field))
            {
                check.Name(reference, field, NameRule.PathSegment);
            }
        }
    }
}
