using System.Buffers.Binary;
using System.Text;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>A row of the table of key spaces.</summary>
/// <param name="Id">Never used again after a drop.</param>
/// <param name="Name">Null for a dropped space whose records are still being deleted.</param>
/// <param name="Compacted">The revision up to which superseded records may be deleted already.</param>
internal readonly record struct SpaceRecord(long Id, string? Name, long Compacted)
{
    /// <summary>CRC-32C of the row.</summary>
    public long Checksum()
    {
        var name = Name is null ? [] : Encoding.UTF8.GetBytes(Name + '/');
        var row = new byte[(2 * sizeof(long)) + name.Length];
        BinaryPrimitives.WriteInt64LittleEndian(row, Id);
        BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(8), Compacted);
        name.CopyTo(row, 16);
        return RecordChecksum.Of(RecordChecksum.Start, row);
    }
}
