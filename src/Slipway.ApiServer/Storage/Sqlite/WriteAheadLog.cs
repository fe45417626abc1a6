using System.Buffers.Binary;

namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>
/// Looks through the log that a process left which did not end in order, before SQLite does: that takes all behind the first damaged frame
/// for a write that never was finished. Each transaction is synced before the next is written, so a frame behind the end of another
/// transaction tells that the one before it was finished. https://www.sqlite.org/fileformat.html#the_write_ahead_log
/// </summary>
internal static class WriteAheadLog
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const uint Magic = 0x377F0682;
    private const int MaxPage = 65536;

    /// <summary>Reads all of the log of a database.</summary>
    /// <exception cref="StoreCorruptException">Something in it is damaged that was finished, or there is a log but no database.</exception>
    public static void Check(string database)
    {
        // The header is synced before anything is written behind it.
        var path = database + "-wal";
        if (!File.Exists(path) || new FileInfo(path).Length <= HeaderBytes)
        {
            return;
        }

        // SQLite would delete the log.
        if (!File.Exists(database) || new FileInfo(database).Length == 0)
        {
            throw new StoreCorruptException(
                $"{database} is missing or empty, but its log ({path}) is not: bring the file back, or restore a backup ('slipway restore').");
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[HeaderBytes];
        file.ReadExactly(header);
        var bigEndian = (BinaryPrimitives.ReadUInt32BigEndian(header) & 1) != 0;
        var checksum = Sum((0, 0), header.AsSpan(0, HeaderBytes - 8), bigEndian);
        var page = (int)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8));
        if ((BinaryPrimitives.ReadUInt32BigEndian(header) & ~1U) != Magic || checksum != Stored(header, HeaderBytes - 8) || page is < 512 or > MaxPage)
        {
            throw Damaged(path, "its header is");
        }

        CheckFrames(file, path, header.AsSpan(16, 8), new byte[FrameHeaderBytes + page], checksum, bigEndian);
    }

    private static void CheckFrames(
        FileStream file, string path, ReadOnlySpan<byte> salts, byte[] frame, (uint First, uint Second) before, bool bigEndian)
    {
        var (number, damaged, isFinished) = (0, 0, false);
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            number++;
            var stored = Stored(frame, FrameHeaderBytes - 8);
            var isOfThisLog = frame.AsSpan(8, 8).SequenceEqual(salts);
            var isWhole = isOfThisLog
                && Sum(Sum(before, frame.AsSpan(0, 8), bigEndian), frame.AsSpan(FrameHeaderBytes), bigEndian) == stored;
            if (isWhole && isFinished)
            {
                throw Damaged(path, $"frame {damaged} is, with whole ones behind it");
            }

            damaged = isWhole || damaged > 0 ? damaged : number;
            var endsTransaction = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            isFinished |= damaged > 0 && endsTransaction && (isWhole || (isOfThisLog && damaged == number));
            before = stored;
        }
    }

    private static (uint First, uint Second) Stored(byte[] bytes, int at) =>
        (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4)));

    private static (uint First, uint Second) Sum((uint First, uint Second) before, ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var (first, second) = before;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            first += Word(bytes, bigEndian) + second;
            second += Word(bytes[4..], bigEndian) + first;
        }

        return (first, second);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static StoreCorruptException Damaged(string path, string what) => new(
        $"{path} is damaged ({what}): answered writes in it cannot be read. Nothing was changed; restore a backup ('slipway restore').");
}
