using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.ApiServer.Kinds.Checks;

/// <summary>Reads IP addresses and networks as Go does: no short forms, no octal, no zones.</summary>
internal static class Addresses
{
    public static bool TryParse(string text, out IPAddress address)
    {
        address = IPAddress.None;
        var isIpv4 = !text.Contains(':', StringComparison.Ordinal);
        if (isIpv4 ? !IsDottedDecimal(text) : text.AsSpan().IndexOfAny('%', '[', ']') >= 0)
        {
            return false;
        }

        if (!IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        address = parsed;
        return true;
    }

    /// <summary>Reads a network; bits behind its prefix may be set.</summary>
    public static bool TryParseNetwork(string text, out IPAddress address, out int prefix)
    {
        (address, prefix) = (IPAddress.None, 0);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && TryParse(text[..slash], out address)
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix)
            && prefix <= address.GetAddressBytes().Length * 8;
    }

    public static bool IsIpv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;

    /// <summary>The address with the bits behind the prefix cleared.</summary>
    public static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(prefix - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return new IPAddress(bytes);
    }

    private static bool IsDottedDecimal(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, p => p.Length is > 0 and <= 3 && (p.Length == 1 || p[0] != '0') && p.All(char.IsAsciiDigit));
    }
}
