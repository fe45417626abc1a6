using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.ApiServer.Kinds.Checks;

/// <summary>
/// Reads IP addresses and networks as kube-apiserver always did, which takes more than it allows in new objects: numbers with zeros before
/// them, which are decimal, and IPv4 within IPv6.
/// </summary>
internal static class Addresses
{
    /// <summary>Reads an address: no short forms, no octal, no zones. One of IPv4 within IPv6 stays as it is written.</summary>
    public static bool TryParse(string text, out IPAddress address)
    {
        address = IPAddress.None;
        var four = text.LastIndexOf(':') + 1;
        var isFour = four == 0;
        if (text.AsSpan().ContainsAny("%[]/"))
        {
            return false;
        }

        var last = text[four..];
        if ((isFour || text.Contains('.', StringComparison.Ordinal)) && !TryReadFour(last, out last))
        {
            return false;
        }

        if (!IPAddress.TryParse(text[..four] + last, out var parsed))
        {
            return false;
        }

        address = parsed;
        return isFour == (parsed.AddressFamily == AddressFamily.InterNetwork);
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

    /// <summary>Whether an address or a network has a decimal number with a zero before it.</summary>
    public static bool HasLeadingZeros(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (address, length) = slash < 0 ? (text, "") : (text[..slash], text[(slash + 1)..]);
        return length is ['0', _, ..]
            || (address.Contains('.', StringComparison.Ordinal)
                && Array.Exists(address[(address.LastIndexOf(':') + 1)..].Split('.'), p => p is ['0', _, ..]));
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

    /// <summary>The one way to write an address (RFC 5952); IPv4 within IPv6 as IPv4.</summary>
    public static string Canonical(IPAddress address)
    {
        if (IsIpv4(address))
        {
            return address.MapToIPv4().ToString();
        }

        var bytes = address.GetAddressBytes();
        var groups = Enumerable.Range(0, 8).Select(i => (bytes[2 * i] << 8) | bytes[(2 * i) + 1]).ToArray();
        var (start, length) = LongestZeros(groups);
        return length < 2 ? Text(groups) : $"{Text(groups[..start])}::{Text(groups[(start + length)..])}";

        static string Text(int[] groups) => string.Join(':', groups.Select(g => g.ToString("x", CultureInfo.InvariantCulture)));
    }

    private static (int Start, int Length) LongestZeros(int[] groups)
    {
        var best = (Start: 0, Length: 0);
        for (var i = 0; i < groups.Length; i++)
        {
            var length = groups.Skip(i).TakeWhile(g => g == 0).Count();
            best = length > best.Length ? (i, length) : best;
        }

        return best;
    }

    private static bool TryReadFour(string text, out string plain)
    {
        var parts = text.Split('.');
        plain = "";
        var bytes = new byte[4];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (parts.Length != bytes.Length || !byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return false;
            }
        }

        plain = string.Join('.', bytes);
        return true;
    }
}
