using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Sqlite;
using static Slipway.ApiServer.Tests.Storage.Writes;

namespace Slipway.ApiServer.Tests.Storage.Faults;

/// <summary>The files of a killed process, damaged: everything answered is there, or the start is refused and changes nothing.</summary>
public sealed class LogDamageTests : IDisposable
{
    private static readonly StoreOptions Options = new() { HistoryLimit = 20 };

    private readonly TempDirectory _directory = new();

    private string Killed => Path.Combine(_directory.Path, "killed");

    private string Damaged => Path.Combine(_directory.Path, "damaged");

    private string Database => Path.Combine(Damaged, "slipway.db");

    private string Log => Database + "-wal";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_AfterAKillAndAnyDamage_SaysSoOrHasEverything()
    {
        var expected = await KillAsync();
        Assert.Equal(expected, await ReadAsync(Killed));
        await KillAsync(again: true);
        expected = await ReadAfterCopyAsync();
        var random = new Random(1);
        var refused = 0;
        for (var i = 0; i < 160; i++)
        {
            Copy(Killed, Damaged);
            var file = i % 4 == 0 ? Database : Log;
            Damage(file, random);
            refused += await CheckAsync(expected, $"damage {i} of {file}");
        }

        Assert.InRange(refused, 80, 160);
    }

    [Fact]
    public async Task Open_WithTheLastTransactionOfTheLogDamaged_IsRefused()
    {
        await KillAsync();
        Copy(Killed, Damaged);
        Change(Log, static log => log[^100] ^= 1);
        Assert.Contains("is not in it", await RefusalAsync());
    }

    [Fact]
    public async Task Open_WithTheMiddleOfTheLogDamaged_IsRefusedWithoutTheNoteBesideItToo()
    {
        await KillAsync();
        Copy(Killed, Damaged);
        File.Delete(Path.Combine(Damaged, "slipway.lock"));
        Change(Log, static log => log[log.Length / 2] ^= 1);
        Assert.Contains("with whole ones behind it", await RefusalAsync());
    }

    [Theory]
    [InlineData("slipway.db")]
    [InlineData("slipway.db-wal")]
    public async Task Open_WithOneOfTheFilesMissing_IsRefused(string file)
    {
        await KillAsync();
        Copy(Killed, Damaged);
        File.Delete(Path.Combine(Damaged, file));
        Assert.Contains("slipway restore", await RefusalAsync());
        Assert.False(file == "slipway.db" && File.Exists(Database));
    }

    [Fact]
    public async Task Open_WithAnUnfinishedTransactionInTheLog_GoesOn()
    {
        var expected = await KillAsync();
        Copy(Killed, Damaged);
        Change(Log, static log => Array.Clear(log, log.Length - 9000, 9000));
        File.Delete(Path.Combine(Damaged, "slipway.lock"));
        Assert.InRange((await ReadAsync(Damaged)).Count, 1, expected.Count);
    }

    [Theory]
    [InlineData("UPDATE spaces SET compacted = compacted + 1")]
    [InlineData("UPDATE spaces SET name = 'plan'")]
    [InlineData("UPDATE spaces SET name = NULL")]
    public async Task Open_WithAnotherRowOfSpaces_IsRefused(string change)
    {
        await KillAsync();
        Copy(Killed, Damaged);
        Run(Database, change);
        Assert.Contains("the row of key space 1 has a wrong checksum", await RefusalAsync());
    }

    [Fact]
    public async Task Open_OfTheFirstFormat_AddsTheChecksums()
    {
        var expected = await KillAsync();
        Copy(Killed, Damaged);
        File.Delete(Path.Combine(Damaged, "slipway.lock"));
        Run(Database, "ALTER TABLE spaces DROP COLUMN checksum; PRAGMA user_version = 1");
        Assert.Equal(expected, await ReadAsync(Damaged));
        Assert.Equal(expected, await ReadAsync(Damaged));
    }

    private static void Run(string database, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Change(string file, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(file);
        change(bytes);
        File.WriteAllBytes(file, bytes);
    }

    // A bit, a sector that is lost or holds something else, or an end that is missing.
    private static void Damage(string file, Random random)
    {
        var bytes = File.ReadAllBytes(file);
        var at = random.Next(bytes.Length);
        var sector = bytes.AsSpan(at / 512 * 512, Math.Min(512, bytes.Length - (at / 512 * 512)));
        switch (random.Next(8))
        {
            case 0:
                sector.Clear();
                break;
            case 1:
                random.NextBytes(sector);
                break;
            case 2:
                bytes = bytes[..at];
                break;
            default:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
        }

        File.WriteAllBytes(file, bytes);
    }

    // cp, since the files are locked by this process.
    private static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        using var copying = Process.Start("cp", ["-r", from, to]);
        copying.WaitForExit();
        Assert.Equal(0, copying.ExitCode);
    }

    private static async Task<Dictionary<string, string>> ReadAsync(string directory)
    {
        await using var database = await SqliteDatabase.OpenAsync(directory, TimeProvider.System);
        Assert.Equal(["plane"], database.ListSpaces());
        return StateOf(await database.OpenSpaceAsync("plane", Options));
    }

    private static Dictionary<string, string> StateOf(VersionedStore store) =>
        store.List(new StoreQuery("pods")).Items.ToDictionary(static item => item.Key.Name, static item => $"{item.Revision} {Text(item)}");

    private async Task<Dictionary<string, string>> ReadAfterCopyAsync()
    {
        Copy(Killed, Damaged);
        return await ReadAsync(Damaged);
    }

    private async Task<string> RefusalAsync()
    {
        var before = await FilesAsync();
        var error = await Assert.ThrowsAnyAsync<StoreException>(() => ReadAsync(Damaged));
        Assert.Contains(Database, error.Message);
        Assert.Equal(before, await FilesAsync());
        return error.Message;
    }

    private async Task<int> CheckAsync(Dictionary<string, string> expected, string what)
    {
        var before = await FilesAsync();
        try
        {
            Assert.True(expected.SequenceEqual(await ReadAsync(Damaged)), $"{what}: something is missing, and nothing was said");
            return 0;
        }
        catch (StoreException e)
        {
            Assert.Contains(Damaged, e.Message);

            // Records are read after a sound log was moved into the file.
            var isLate = e.Message.Contains("the record of revision", StringComparison.Ordinal);
            Assert.True(isLate || before.SequenceEqual(await FilesAsync()), $"{what}: the files were changed, and refused: {e.Message}");
            return 1;
        }
    }

    private async Task<List<string>> FilesAsync()
    {
        var files = new List<string>();
        foreach (var file in new[] { Database, Log }.Where(static file => File.Exists(file) && new FileInfo(file).Length > 0))
        {
            files.Add(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file))));
        }

        return files;
    }

    // What a process has on disk when it is killed: a database, and a log with more in it.
    private async Task<Dictionary<string, string>> KillAsync(bool again = false)
    {
        var living = Path.Combine(_directory.Path, "living");
        await using (var first = await SqliteDatabase.OpenAsync(living, TimeProvider.System))
        {
            var store = await first.OpenSpaceAsync("plane", Options);
            await WriteAsync(store, again ? "c" : "a", 60);
        }

        await using var second = await SqliteDatabase.OpenAsync(living, TimeProvider.System);
        var plane = await second.OpenSpaceAsync("plane", Options);
        await WriteAsync(plane, again ? "d" : "b", 60);
        Copy(living, Killed);
        return StateOf(plane);
    }

    private static async Task WriteAsync(VersionedStore store, string prefix, int objects)
    {
        for (var i = 0; i < objects; i++)
        {
            var created = await CreateAsync(store, Pod($"{prefix}{i}"), new string((char)('a' + (i % 26)), 40 * i));
            var updated = await UpdateAsync(store, created, new string((char)('b' + (i % 25)), 30 * i));
            if (i % 4 == 1)
            {
                await DeleteAsync(store, updated);
            }
        }
    }
}
