using System.Buffers;
using System.Buffers.Binary;

namespace Slipway.ApiServer.Protobuf;

/// <summary>Writes protobuf's wire format into a buffer that grows. Disposing gives the buffer back.</summary>
internal sealed class ProtobufOutput(int capacity) : IDisposable
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int LengthDelimited = 2;

    private const int MaxVarintBytes = 10;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public void WriteKey(int number, int wireType) => WriteVarint(((ulong)(uint)number << 3) | (uint)wireType);

    public void WriteVarint(ulong value)
    {
        var span = Free(MaxVarintBytes);
        var count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[count++] = (byte)(value | 0x80);
        }

        span[count++] = (byte)value;
        Length += count;
    }

    public void WriteInteger(int number, long value)
    {
        WriteKey(number, Varint);
        WriteVarint((ulong)value);
    }

    public void WriteDouble(int number, double value)
    {
        WriteKey(number, Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(Free(sizeof(double)), value);
        Length += sizeof(double);
    }

    public void WriteRun(int number, ReadOnlySpan<byte> bytes)
    {
        WriteKey(number, LengthDelimited);
        WriteVarint((ulong)bytes.Length);
        Write(bytes);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Room for at least so many bytes; <see cref="Advance"/> tells how many were used.</summary>
    public Span<byte> Free(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Grow(count);
        }

        return _buffer.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Begins a run whose length is not known yet; what is given is for <see cref="EndRun"/>.</summary>
    public int BeginRun(int number)
    {
        WriteKey(number, LengthDelimited);
        Free(1);
        return ++Length;
    }

    /// <summary>Ends a run. Most need one byte for their length, which was left free; longer ones are moved.</summary>
    public void EndRun(int start)
    {
        var length = Length - start;
        var extra = 0;
        for (var rest = length >> 7; rest > 0; rest >>= 7)
        {
            extra++;
        }

        Free(MaxVarintBytes); // growing keeps what is before the length only
        if (extra > 0)
        {
            _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(start + extra));
        }

        Length = start - 1;
        WriteVarint((ulong)length);
        Length += length;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Length = 0;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, checked(Length + count)));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
