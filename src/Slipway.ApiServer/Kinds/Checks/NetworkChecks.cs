using System.Net;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Kinds.Checks;

/// <summary>Checks of addresses, ports and hosts, with apimachinery's words.</summary>
internal static class NetworkChecks
{
    public const string BadAddress = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
    public const string NoAddress = "must be a DNS name, not an IP address";

    private const string BadNetwork = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
    private const int MaxPortName = 15;

    /// <summary>Refuses a text that is no network; whether it is one.</summary>
    public static bool Network(this FieldChecker check, string field, string text, out IPAddress address, out int prefix, bool isStrict = false)
    {
        if (!Addresses.TryParseNetwork(text, out address, out prefix))
        {
            check.Invalid(field, text, BadNetwork);
            return false;
        }

        if (isStrict && !Addresses.Masked(address, prefix).Equals(address))
        {
            check.Invalid(field, text, "must not have bits set beyond the prefix length");
        }

        return true;
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
