using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Warnings;

/// <summary>Addresses that are written in a form which not all programs read alike.</summary>
internal static class AddressWarnings
{
    public static void AddOfIp(string at, string text, List<string> warnings)
    {
        if (Parse(text) is not { } address)
        {
            return;
        }

        if (!address.IsStandard)
        {
            warnings.Add($"{at}: non-standard IP address {GoText.Quote(text)} is invalid: use {GoText.Quote(address.Ip.ToString())}");
        }
        else if (address.Ip.AddressFamily == AddressFamily.InterNetworkV6 && address.Ip.ToString() != text)
        {
            warnings.Add(
                $"{at}: IPv6 address {GoText.Quote(text)} should be in RFC 5952 canonical format ({GoText.Quote(address.Ip.ToString())})");
        }
    }

    public static void AddOfCidr(string at, string text, List<string> warnings)
    {
        if (text.Split('/') is not [var ip, var length] || Parse(ip) is not { } address
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
        {
            return;
        }

        var before = warnings.Count;
        var network = NetworkOf(address.Ip, bits);
        if (!network.Equals(address.Ip))
        {
            var single = $"{address.Ip}/{(address.Ip.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}";
            warnings.Add(
                $"{at}: CIDR value {GoText.Quote(text)} is ambiguous in this context (should be {GoText.Quote($"{network}/{bits}")} or {GoText.Quote(single)}?)");
        }

        if (!address.IsStandard || length != bits.ToString(CultureInfo.InvariantCulture))
        {
            warnings.Add($"{at}: non-standard CIDR value {GoText.Quote(text)} is invalid: use {GoText.Quote($"{network}/{bits}")}");
        }

        if (warnings.Count == before && address.Ip.AddressFamily == AddressFamily.InterNetworkV6 && $"{address.Ip}/{bits}" != text)
        {
            warnings.Add(
                $"{at}: IPv6 CIDR value {GoText.Quote(text)} should be in RFC 5952 canonical format ({GoText.Quote($"{address.Ip}/{bits}")})");
        }
    }

    // Numbers with zeros before them are decimal here; the standard library takes them for octal.
    private static (IPAddress Ip, bool IsStandard)? Parse(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return !IPAddress.TryParse(text, out var ip) ? null
                : ip.IsIPv4MappedToIPv6 ? (ip.MapToIPv4(), false) : (ip, true);
        }

        var parts = text.Split('.');
        var bytes = new byte[4];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (parts.Length != bytes.Length || !byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return null;
            }
        }

        return (new IPAddress(bytes), !Array.Exists(parts, p => p is ['0', _, ..]));
    }

    private static IPAddress NetworkOf(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] &= (byte)(0xFF00 >> Math.Clamp(bits - (i * 8), 0, 8));
        }

        return new IPAddress(bytes);
    }
}
