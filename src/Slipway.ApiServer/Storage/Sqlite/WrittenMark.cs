using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>
/// A note, beside the database, of the newest record that is on disk. SQLite takes a damaged end of its log for a write that never was
/// finished; with the note that shows. It is never synced, so after a loss of power it may be an older one, which is true as well.
/// Used by the writer's thread only.
/// </summary>
internal sealed class WrittenMark(SafeFileHandle file)
{
    private const int Size = 32;
    private const long Magic = 0x316B72614D70696C;

    private readonly byte[] _bytes = new byte[Size];

    /// <summary>The space and revision of the newest record that was noted; null when there is no readable note.</summary>
    public (long Space, long Revision)? Read()
    {
        var bytes = new byte[Size];
        return RandomAccess.Read(file, bytes, fileOffset: 0) == Size && Part(bytes, 0) == Magic && Part(bytes, 3) == Checksum(bytes)
            ? (Part(bytes, 1), Part(bytes, 2))
            : null;
    }

    /// <summary>Notes that a record is on disk, and with it all that were written before it.</summary>
    /// <returns>Whether that could be written; the older note stays true.</returns>
    public bool TryWrite(long space, long revision)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(8), space);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(16), revision);
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(24), Checksum(_bytes));
        try
        {
            RandomAccess.Write(file, _bytes, fileOffset: 0);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static long Part(byte[] bytes, int index) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(index * sizeof(long)));

    private static long Checksum(byte[] bytes) => RecordChecksum.Of(RecordChecksum.Start, bytes.AsSpan(0, Size - sizeof(long)));
}
