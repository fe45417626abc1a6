using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Ipam.V1Alpha2;

/// <summary>Addresses of one family that follow each other.</summary>
/// <param name="From">The first, as a number.</param>
/// <param name="To">The last, as a number.</param>
/// <param name="Bits">32 for IPv4, 128 for IPv6.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AddressRange(UInt128 From, UInt128 To, int Bits)
{
    /// <summary>Reads a single address, a range <c>from-to</c>, or a network <c>address/bits</c>; null for what is none of these.</summary>
    public static AddressRange? Parse(string text)
    {
        if (text.IndexOf('-', StringComparison.Ordinal) is >= 0 and var dash)
        {
            return Single(text[..dash]) is { } first && Single(text[(dash + 1)..]) is { } last
                && first.Bits == last.Bits && first.From <= last.From
                ? first with { To = last.To }
                : null;
        }

        if (text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash)
        {
            return Single(text[..slash]) is { } address
                && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? address.Network(length)
                : null;
        }

        return Single(text);
    }

    /// <summary>The network of a prefix length that the first address is in; null when the family has no such length.</summary>
    public AddressRange? Network(int length)
    {
        if (length < 0 || length > Bits)
        {
            return null;
        }

        var host = Bits == length ? UInt128.Zero : UInt128.MaxValue >> (128 - Bits + length);
        return new AddressRange(From & ~host, From | host, Bits);
    }

    /// <summary>Whether all of the other is in this one.</summary>
    public bool Contains(AddressRange other) => Bits == other.Bits && From <= other.From && other.To <= To;

    /// <summary>An address of the family as text.</summary>
    public static string Text(UInt128 address, int bits)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        return new System.Net.IPAddress(bytes[(16 - (bits / 8))..]).ToString();
    }

    private static AddressRange? Single(string text)
    {
        if (AddressText.Bits(text) is not { } bits
            || text.Contains('%', StringComparison.Ordinal)
            || !System.Net.IPAddress.TryParse(text, out var address))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes[(16 - (bits / 8))..], out _);
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return new AddressRange(number, number, bits);
    }
}
