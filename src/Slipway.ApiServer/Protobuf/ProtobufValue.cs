namespace Slipway.ApiServer.Protobuf;

/// <summary>A field as the wire has it.</summary>
internal readonly ref struct ProtobufValue(int number, int wireType, ulong bits, ReadOnlySpan<byte> run)
{
    public int Number { get; } = number;

    public int WireType { get; } = wireType;

    /// <summary>The number; 0 when the field is a run of bytes.</summary>
    public ulong Bits { get; } = bits;

    /// <summary>The bytes; empty when the field is a number.</summary>
    public ReadOnlySpan<byte> Run { get; } = run;
}
