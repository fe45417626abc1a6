using System.Buffers.Binary;
using System.Numerics;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>CRC-32C of a record's object: SQLite checks its own structure, not the content of a blob.</summary>
internal static class RecordChecksum
{
    public static long Of(ReadOnlySpan<byte> json)
    {
        var crc = uint.MaxValue;
        for (; json.Length >= sizeof(ulong); json = json[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(json));
        }

        foreach (var rest in json)
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
