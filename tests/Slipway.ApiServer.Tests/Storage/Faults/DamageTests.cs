using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Sqlite;
using static Slipway.ApiServer.Tests.Storage.Writes;

namespace Slipway.ApiServer.Tests.Storage.Faults;

public sealed class DamageTests : IDisposable
{
    private const int Objects = 60;

    private readonly TempDirectory _directory = new();

    private string Database => Path.Combine(_directory.Path, "slipway.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_AfterAnyFlippedBit_SaysSoOrHasEverything()
    {
        var expected = await FillAsync();
        var whole = await File.ReadAllBytesAsync(Database);
        var random = new Random(1);
        var refused = 0;
        for (var i = 0; i < 150; i++)
        {
            // Every second one in the first page: the header and the schema.
            var damaged = whole.ToArray();
            damaged[random.Next(i % 2 == 0 ? 4096 : damaged.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(Database, damaged);
            refused += await ReadAsync() is { } found ? Check(expected, found) : 1;
        }

        Assert.InRange(refused, 20, 150);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0.1)]
    public async Task Open_CutShort_SaysSoAndLeavesItAlone(double share)
    {
        await FillAsync();
        var whole = await File.ReadAllBytesAsync(Database);
        var left = whole[..(int)(whole.Length * share)];
        await File.WriteAllBytesAsync(Database, left);
        Assert.Null(await ReadAsync());
        Assert.Equal(left, await File.ReadAllBytesAsync(Database));
    }

    [Fact]
    public async Task Open_OfANewerFormat_SaysWhichVersionIsNeeded()
    {
        await FillAsync();
        var bytes = await File.ReadAllBytesAsync(Database);
        bytes[63] = 9; // user_version, https://www.sqlite.org/fileformat.html
        await File.WriteAllBytesAsync(Database, bytes);
        var error = await Assert.ThrowsAsync<StoreCorruptException>(() => SqliteDatabase.OpenAsync(_directory.Path, TimeProvider.System));
        Assert.Contains("has format 9", error.Message);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Database));
    }

    [Fact]
    public async Task Open_WhereNothingCanBeWritten_SaysWhatToCheck()
    {
        using var disk = SmallDisk.Mount();
        await using (var database = await SqliteDatabase.OpenAsync(disk.Path, TimeProvider.System))
        {
            await CreateAsync(await database.OpenSpaceAsync("plane"), Pod("a"));
        }

        disk.MakeReadOnly();
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => SqliteDatabase.OpenAsync(disk.Path, TimeProvider.System));
        Assert.Contains("check its owner", error.Message);
    }

    private static int Check(Dictionary<string, string> expected, Dictionary<string, string> found)
    {
        Assert.Equal(expected, found);
        return 0;
    }

    private async Task<Dictionary<string, string>> FillAsync()
    {
        await using var database = await SqliteDatabase.OpenAsync(_directory.Path, TimeProvider.System);
        var store = await database.OpenSpaceAsync("plane");
        for (var i = 0; i < Objects; i++)
        {
            await CreateAsync(store, Pod($"p{i}"), new string((char)('a' + (i % 26)), 50 * i));
        }

        return StateOf(store);
    }

    // Null when it is refused.
    private async Task<Dictionary<string, string>?> ReadAsync()
    {
        try
        {
            await using var database = await SqliteDatabase.OpenAsync(_directory.Path, TimeProvider.System);
            return database.ListSpaces() is ["plane"] ? StateOf(await database.OpenSpaceAsync("plane")) : null;
        }
        catch (StoreException e)
        {
            Assert.Contains(Database, e.Message);
            return null;
        }
    }

    private static Dictionary<string, string> StateOf(VersionedStore store) =>
        store.List(new StoreQuery("pods")).Items.ToDictionary(static item => item.Key.Name, Text);
}
