using System.Buffers.Binary;

namespace Slipway.ApiServer.Protobuf;

/// <summary>Reads protobuf's wire format: keys, varints and runs of bytes.</summary>
internal ref struct ProtobufInput(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>The next field's number, without going on.</summary>
    public readonly int PeekNumber()
    {
        var ahead = this;
        return NumberOf(ahead.ReadVarint());
    }

    /// <summary>Reads a field.</summary>
    /// <exception cref="FormatException">The bytes are not protobuf.</exception>
    public ProtobufValue ReadField()
    {
        var key = ReadVarint();
        var number = NumberOf(key);
        var wireType = (int)(key & 7);
        return wireType switch
        {
            ProtobufOutput.Varint => new(number, wireType, ReadVarint(), []),
            ProtobufOutput.Fixed64 => new(number, wireType, BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong))), []),
            ProtobufOutput.LengthDelimited => new(number, wireType, 0, Take(ReadVarint())),
            5 => new(number, wireType, BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint))), []),
            _ => throw new FormatException($"proto: illegal wireType {wireType}"),
        };
    }

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("proto: integer overflow");
    }

    private static int NumberOf(ulong key) => key >> 3 is > 0 and <= int.MaxValue
        ? (int)(key >> 3)
        : throw new FormatException($"proto: illegal tag {(int)(key >> 3)} (wire type {key & 7})");

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            throw new FormatException("unexpected EOF");
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
