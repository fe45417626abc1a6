using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Slipway.Cel.Kubernetes;

/// <summary>An IP address as Go's <c>net/netip</c> reads and writes it.</summary>
/// <param name="Bytes">The 4 or 16 bytes.</param>
internal sealed record IpAddress(byte[] Bytes)
{
    /// <summary>Whether this is an IPv4 address.</summary>
    public bool Is4 => Bytes.Length == 4;

    public bool IsUnspecified => !Bytes.AsSpan().ContainsAnyExcept((byte)0);

    public bool IsLoopback => Is4 ? Bytes[0] == 127 : Bytes[15] == 1 && !Bytes.AsSpan(0, 15).ContainsAnyExcept((byte)0);

    public bool IsLinkLocalUnicast => Is4 ? Bytes is [169, 254, ..] : Bytes[0] == 0xfe && (Bytes[1] & 0xc0) == 0x80;

    public bool IsLinkLocalMulticast => Is4 ? Bytes is [224, 0, 0, ..] : Bytes[0] == 0xff && (Bytes[1] & 0x0f) == 2;

    public bool IsGlobalUnicast =>
        !IsUnspecified && !IsLoopback && !IsLinkLocalUnicast && !IsMulticast && Bytes is not [255, 255, 255, 255];

    private bool IsMulticast => Is4 ? (Bytes[0] & 0xf0) == 0xe0 : Bytes[0] == 0xff;

    private bool Is4In6 => !Is4 && Bytes[10] == 0xff && Bytes[11] == 0xff && !Bytes.AsSpan(0, 10).ContainsAnyExcept((byte)0);

    /// <summary>Reads an address; false with kube-apiserver's words when it is none, or one that is not allowed.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IpAddress? address, [NotNullWhen(false)] out string? error)
    {
        if (Read(text, out address) is { } why)
        {
            error = $"IP Address {Quote(text)} parse error during conversion from string: {why}";
            return false;
        }

        error = text.Contains('%', StringComparison.Ordinal) ? $"IP address {Quote(text)} with zone value is not allowed"
            : address!.Is4In6 ? $"IPv4-mapped IPv6 address {Quote(text)} is not allowed" : null;
        return error is null;
    }

    /// <summary>Reads a network; false with kube-apiserver's words when it is none, or one that is not allowed.</summary>
    public static bool TryParsePrefix(string text, [NotNullWhen(true)] out CelCidr? network, [NotNullWhen(false)] out string? error)
    {
        network = null;
        if (ReadPrefix(text, out var address, out var bits) is { } why)
        {
            error = $"network address parse error during conversion from string: netip.ParsePrefix({Quote(text)}): {why}";
            return false;
        }

        error = address!.Is4In6 ? $"IPv4-mapped IPv6 address {Quote(text)} is not allowed" : null;
        network = new CelCidr(address, bits);
        return error is null;
    }

    /// <summary>Whether the first bits are the same.</summary>
    public bool SharesBits(IpAddress other, int bits) => Masked(bits).Bytes.AsSpan().SequenceEqual(other.Masked(bits).Bytes);

    /// <summary>The address with all but its first bits cleared.</summary>
    public IpAddress Masked(int bits)
    {
        var masked = (byte[])Bytes.Clone();
        for (var i = 0; i < masked.Length; i++)
        {
            var kept = Math.Clamp(bits - (i * 8), 0, 8);
            masked[i] &= (byte)(0xff << (8 - kept));
        }

        return new IpAddress(masked);
    }

    public bool Equals(IpAddress? other) => other is not null && Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    public override string ToString() => new IPAddress(Bytes).ToString();

    private static string? ReadPrefix(string text, out IpAddress? address, out int bits)
    {
        (address, bits) = (null, 0);
        var slash = text.LastIndexOf('/');
        if (slash < 0)
        {
            return "no '/'";
        }

        if (Read(text[..slash], out address) is { } why)
        {
            return why;
        }

        if (text.Contains('%', StringComparison.Ordinal))
        {
            return "IPv6 zones cannot be present in a prefix";
        }

        var length = text[(slash + 1)..];
        if (length.Length is 0 or > 3 || length is ['0', _, ..] || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out bits))
        {
            return $"bad bits after slash: {Quote(length)}";
        }

        return bits > address!.Bytes.Length * 8 ? "prefix length out of range" : null;
    }

    private static string? Read(string text, out IpAddress? address)
    {
        address = null;
        var first = text.AsSpan().IndexOfAny('.', ':', '%');
        if (first < 0 || text[first] == '%')
        {
            return $"ParseAddr({Quote(text)}): {(first < 0 ? "unable to parse IP" : "missing IPv6 address")}";
        }

        if (text[first] == '.')
        {
            var (bytes, why) = Read4(text);
            address = bytes is null ? null : new IpAddress(bytes);
            return why is null ? null : $"ParseAddr({Quote(text)}): {why}";
        }

        // .NET takes what Go takes, and brackets and ports besides.
        var zone = text.IndexOf('%', StringComparison.Ordinal);
        var bare = zone < 0 ? text : text[..zone];
        if (bare.AsSpan().ContainsAny('[', ']', '/') || zone == text.Length - 1
            || !IPAddress.TryParse(bare, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return $"ParseAddr({Quote(text)}): {(zone >= 0 && zone == text.Length - 1 ? "zone must be a non-empty string" : "unable to parse IP")}";
        }

        address = new IpAddress(parsed.GetAddressBytes());
        return null;
    }

    private static (byte[]? Bytes, string? Error) Read4(string text)
    {
        var fields = text.Split('.');
        var bytes = new byte[4];
        for (var i = 0; i < fields.Length; i++)
        {
            var field = fields[i];
            if (field.AsSpan().ContainsAnyExceptInRange('0', '9'))
            {
                return (null, "unexpected character");
            }

            if (field.Length == 0)
            {
                return (null, "IPv4 field must have at least one digit");
            }

            if (field is ['0', _, ..])
            {
                return (null, "IPv4 field has octet with leading zero");
            }

            if (field.Length > 3 || !byte.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return (null, "IPv4 field has value >255");
            }

            if (i > 3)
            {
                return (null, "IPv4 address too long");
            }

            bytes[i] = value;
        }

        return fields.Length < 4 ? (null, "IPv4 address too short") : (bytes, null);
    }

    private static string Quote(string text) => $"\"{text}\"";
}
