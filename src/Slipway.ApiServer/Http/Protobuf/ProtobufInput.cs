using System.Buffers.Binary;

namespace Slipway.ApiServer.Http.Protobuf;

/// <summary>Reads protobuf's wire format: keys, varints and runs of bytes.</summary>
internal ref struct ProtobufInput(ReadOnlySpan<byte> bytes)
{
    private const int LengthDelimited = 2;

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The next field's number, without going on.</summary>
    public readonly int PeekNumber()
    {
        var ahead = this;
        return (int)(ahead.ReadVarint() >> 3);
    }

    /// <summary>Reads a field: its bytes when it is a run of them, else its number.</summary>
    /// <exception cref="FormatException">The bytes are not protobuf.</exception>
    public int ReadField(out ReadOnlySpan<byte> run, out ulong value)
    {
        var key = ReadVarint();
        run = default;
        value = 0;
        switch ((int)(key & 7))
        {
            case 0:
                value = ReadVarint();
                break;
            case 1:
                value = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                break;
            case LengthDelimited:
                run = Take(ReadVarint());
                break;
            case 5:
                value = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                break;
            default:
                throw new FormatException($"wire type {key & 7} is not known");
        }

        return (int)(key >> 3);
    }

    private ulong ReadVarint()
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

        throw new FormatException("a number has more than 64 bits");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            throw new FormatException("the message ends within a field");
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
