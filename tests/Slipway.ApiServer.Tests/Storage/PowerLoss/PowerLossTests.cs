using System.Diagnostics;
using System.Globalization;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Encryption;
using Slipway.ApiServer.Storage.Sqlite;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Tests.Storage.PowerLoss;

/// <summary>
/// The power goes at any moment: what was not synced is there, is not, or is there in parts. Every answered write is there and the next start
/// goes on from it. Long runs: <c>.ci/power-loss</c>.
/// </summary>
public sealed class PowerLossTests : IDisposable
{
    /// <summary>MOMENTS/SEED of a long run.</summary>
    private const string LongRunVariable = "SLIPWAY_POWER_LOSSES";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task PowerLoss_AtAnyMoment_LosesNoAnsweredWrite()
    {
        var (moments, seed) = (30, 1);
        if (Environment.GetEnvironmentVariable(LongRunVariable)?.Split('/') is { } words)
        {
            (moments, seed) = (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
        }

        var operations = await RecordAsync();
        var random = new Random(seed);
        var cuts = Cuts(operations, moments, random);
        var disk = new SimulatedDisk(Path.Combine(_directory.Path, "root"));
        var notes = new PowerLossNotes();
        for (var i = 0; i <= operations.Count; i++)
        {
            for (var again = cuts.GetValueOrDefault(i); again > 0; again--)
            {
                await CheckAsync(disk, notes, random, $"seed {seed}, before operation {i} of {operations.Count}");
            }

            if (i < operations.Count && PowerLossNotes.IsNote(operations[i]))
            {
                notes.Add(operations[i]);
            }
            else if (i < operations.Count)
            {
                disk.Do(operations[i]);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {moments} moments among {operations.Count} file operations, {notes.Answered.Count} objects, revision {notes.Revision}");
    }

    // Half of them anywhere, half close to an operation that changes what is certain.
    private static Dictionary<int, int> Cuts(List<FileOperation> operations, int moments, Random random)
    {
        var turns = Enumerable.Range(0, operations.Count)
            .Where(i => operations[i].Kind is not (FileOperationKind.Write or FileOperationKind.Create)).ToList();
        return Enumerable.Range(0, moments)
            .Select(i => i % 2 == 0 ? random.Next(operations.Count + 1) : Math.Clamp(turns[random.Next(turns.Count)] + random.Next(-2, 4), 0, operations.Count))
            .CountBy(static cut => cut).ToDictionary();
    }

    private async Task<List<FileOperation>> RecordAsync()
    {
        var root = Directory.CreateDirectory(Path.Combine(_directory.Path, "root")).FullName;
        var program = Path.Combine(AppContext.BaseDirectory, typeof(PowerLossTests).Assembly.GetName().Name!);
        var start = new ProcessStartInfo(program) { ArgumentList = { "--filter-class", typeof(PowerLossWriter).FullName!, "--explicit", "only" } };
        start.Environment[PowerLossWriter.DirectoryVariable] = root;
        var operations = await SyscallTrace.RecordAsync(start, root, Path.Combine(_directory.Path, "trace"));

        // The log was begun by each of the two lives, and at least once more, after a checkpoint while it was in use.
        Assert.True(
            operations.Count(static o => o is { Kind: FileOperationKind.Write, Position: 0 } && o.Path.EndsWith("/slipway.db-wal", StringComparison.Ordinal)) > 2);
        return operations;
    }

    private async Task CheckAsync(SimulatedDisk disk, PowerLossNotes notes, Random random, string when)
    {
        var root = Path.Combine(_directory.Path, "after");
        Directory.CreateDirectory(root);
        disk.WriteAfterPowerLoss(root, random);
        try
        {
            var next = await CheckPlaneAsync(root, notes);
            await CheckAgainAsync(root, next);
            foreach (var (life, revision) in notes.Backups)
            {
                await CheckBackupAsync(Path.Combine(root, "backups", life), root, revision);
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{when}: {e.Message}", e);
        }

        Directory.Delete(root, recursive: true);
    }

    private static async Task<StoredObject> CheckPlaneAsync(string root, PowerLossNotes notes)
    {
        EncryptionKeyFile.Ensure(PowerLossNotes.KeysOf(root), new CryptographicRandomSource());
        await using var database = await OpenAsync(PowerLossNotes.DataOf(root), root);
        Assert.Superset(notes.Made, database.ListSpaces().ToHashSet());
        Assert.DoesNotContain(database.ListSpaces(), notes.Dropped.Contains);
        var store = await database.OpenSpaceAsync(PowerLossNotes.Space, PowerLossWriter.Options);
        Assert.True(store.Revision >= notes.Revision, $"the revision went back from {notes.Revision} to {store.Revision}");
        var found = new[] { "pods", "secrets" }.SelectMany(resource => store.List(new StoreQuery(resource)).Items)
            .ToDictionary(static item => (item.Key.Resource, item.Key.Name));
        foreach (var key in notes.Answered.Keys.Concat(notes.Tried.Keys).Concat(found.Keys).Distinct())
        {
            CheckObject(key.Name, notes.Answered.GetValueOrDefault(key), notes.Tried.GetValueOrDefault(key), found.GetValueOrDefault(key));
        }

        return await Writes.CreateAsync(store, Writes.Pod("after-the-power-loss"));
    }

    // As answered, or as what was under way wants it.
    private static void CheckObject(string name, (string? Version, long Revision) answered, string? tried, StoredObject? found)
    {
        var version = found is null ? PowerLossNotes.Deleted : Writes.Text(found) is var text && text.Split('/') is [_, var v, ..] ? v : "?";
        var isAnswered = version == (answered.Version ?? PowerLossNotes.Deleted);
        Assert.True(isAnswered || version == tried, $"{name}: answered {answered}, under way {tried}, found {version}");
        if (found is not null)
        {
            Assert.Contains(PowerLossNotes.Content(name, version), Writes.Text(found), StringComparison.Ordinal);
            Assert.True(isAnswered ? found.Revision == answered.Revision : found.Revision > answered.Revision, $"{name}: revision {found.Revision}");
        }
    }

    private static async Task CheckAgainAsync(string root, StoredObject written)
    {
        await using var database = await OpenAsync(PowerLossNotes.DataOf(root), root);
        var store = await database.OpenSpaceAsync(PowerLossNotes.Space, PowerLossWriter.Options);
        Assert.Equal(written.Revision, store.Get(written.Key)?.Revision);
    }

    private static async Task CheckBackupAsync(string directory, string root, long revision)
    {
        await using var database = await OpenAsync(directory, root);
        await database.AdoptAsync(0);
        var store = await database.OpenSpaceAsync(PowerLossNotes.Space, PowerLossWriter.Options);
        Assert.True(store.Revision >= revision, $"the backup is of revision {store.Revision}, {revision} was answered before");
    }

    private static Task<SqliteDatabase> OpenAsync(string directory, string root) => SqliteDatabase.OpenAsync(
        directory, TimeProvider.System, EncryptionKeyFile.Load(PowerLossNotes.KeysOf(root), new CryptographicRandomSource()));
}
