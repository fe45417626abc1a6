using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>IP addresses of endpoints.</summary>
internal static class AddressChecks
{
    /// <summary>Refuses an address that means no other machine.</summary>
    public static void CheckReachable(FieldChecker check, JsonObject owner, string field) => CheckReachable(check, field, owner.Text(field));

    /// <summary>Refuses an address that means no other machine.</summary>
    public static void CheckReachable(FieldChecker check, string field, string text)
    {
        if (!Addresses.TryParse(text, out var address))
        {
            check.Invalid(field, text, "must be a valid IP address");
            return;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
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
}
