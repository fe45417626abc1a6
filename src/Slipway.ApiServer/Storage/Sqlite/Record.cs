using System.Buffers.Binary;
using System.Text;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>A row of the table of records: one write.</summary>
/// <param name="Id">See <see cref="RecordId"/>.</param>
/// <param name="Kind">A <see cref="StoreEventKind"/>.</param>
/// <param name="CreateRevision">The revision that created the object.</param>
/// <param name="Time">When the write was accepted, in milliseconds of Unix time.</param>
/// <param name="Key">The object's address.</param>
/// <param name="Value">The object, encrypted where the rules say so.</param>
internal readonly record struct Record(long Id, long Kind, long CreateRevision, long Time, StoreKey Key, byte[] Value)
{
    // Tells a checksum of the whole row from that of its value alone, which earlier files have.
    private const long OfRow = 1L << 32;

    public long Revision => RecordId.Revision(Id);

    /// <summary>CRC-32C of the row: SQLite checks its own structure, not the content of columns.</summary>
    public long Checksum() => OfRow | RecordChecksum.Of(RecordChecksum.Of(RecordChecksum.Start, Head()), Value);

    public bool Matches(long checksum) => checksum == ((checksum & OfRow) != 0 ? Checksum() : RecordChecksum.Of(RecordChecksum.Start, Value));

    private byte[] Head()
    {
        var key = Key.ToString();
        var head = new byte[(4 * sizeof(long)) + Encoding.UTF8.GetByteCount(key)];
        BinaryPrimitives.WriteInt64LittleEndian(head, Id);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(8), Kind);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), CreateRevision);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(24), Time);
        Encoding.UTF8.GetBytes(key, head.AsSpan(32));
        return head;
    }
}
