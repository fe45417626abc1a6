using System.Buffers.Binary;
using System.Numerics;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>CRC-32C, over several pieces one after the other.</summary>
internal static class RecordChecksum
{
    /// <summary>The checksum of nothing.</summary>
    public const uint Start = 0;

    /// <summary>The checksum of what <paramref name="before"/> is of, and <paramref name="piece"/> behind it.</summary>
    public static uint Of(uint before, ReadOnlySpan<byte> piece)
    {
        var crc = ~before;
        for (; piece.Length >= sizeof(ulong); piece = piece[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(piece));
        }

        foreach (var rest in piece)
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
