using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>IP addresses of endpoints.</summary>
internal static class AddressChecks
{
    private const string SyntaxError = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

    public static void CheckSyntax(FieldChecker check, JsonObject owner, string field)
    {
        if (!TryParse(owner.Text(field), out _))
        {
            check.Invalid(field, owner.Text(field), SyntaxError);
        }
    }

    /// <summary>Refuses an address that means no other machine.</summary>
    public static void CheckReachable(FieldChecker check, JsonObject owner, string field)
    {
        var text = owner.Text(field);
        if (!TryParse(text, out var address))
        {
            check.Invalid(field, text, "must be a valid IP address");
            return;
        }

        var bytes = address.GetAddressBytes();
        var isFour = address.AddressFamily == AddressFamily.InterNetwork;
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            check.Invalid(field, text, $"may not be unspecified ({text})");
        }

        if (IPAddress.IsLoopback(address))
        {
            check.Invalid(field, text, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
        }

        if (isFour ? bytes is [169, 254, ..] : address.IsIPv6LinkLocal)
        {
            check.Invalid(field, text, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        }

        if (isFour ? bytes is [224, 0, 0, _] : bytes is [0xff, 0x02, ..])
        {
            check.Invalid(field, text, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
        }
    }

    /// <summary>Refuses what is no range of addresses; the walk stands at it.</summary>
    public static void CheckRange(FieldChecker check, string text)
    {
        if (!IPNetwork.TryParse(text, out _))
        {
            check.Invalid("", text, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
        }
    }

    // Four numbers or an IPv6 address; .NET would take "10.1" too.
    public static bool TryParse(string text, out IPAddress address) =>
        IPAddress.TryParse(text, out address!) && (text.Contains(':', StringComparison.Ordinal) || text.AsSpan().Count('.') == 3);
}
