using Slipway.ApiServer.Pki;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Encryption;
using Slipway.ApiServer.Storage.Sqlite;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Tests.Storage.PowerLoss;

/// <summary>
/// The process whose file operations <see cref="PowerLossTests"/> records: a first start with new keys, writes with checkpoints and compaction,
/// spaces made and dropped, a backup, a stop, a start, a new key on top. It notes what it will write and what was answered.
/// </summary>
public sealed class PowerLossWriter
{
    public const string DirectoryVariable = "SLIPWAY_POWER_LOSS_DIRECTORY";

    private const int Writers = 6;
    private const int ObjectsEach = 24;
    private const int VersionsEach = 3;

    private readonly IRandomSource _random = new CryptographicRandomSource();
    private readonly string _root = Environment.GetEnvironmentVariable(DirectoryVariable) ?? "";

    public static StoreOptions Options => new() { HistoryLimit = 50 };

    [Fact(Explicit = true)]
    public async Task Write_AndNoteTheAnswers()
    {
        Assert.SkipWhen(_root.Length == 0, "started by PowerLossTests only");
        using var notes = new NoteWriter(PowerLossNotes.FileOf(_root));
        var data = PowerLossNotes.DataOf(_root);
        var keys = PowerLossNotes.KeysOf(_root);
        EncryptionKeyFile.Ensure(keys, _random);
        await LiveAsync(data, notes, "first");
        PrivateFile.Write(keys, Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()) + "\n" + await File.ReadAllTextAsync(keys));
        notes.Add("rotated");
        await LiveAsync(data, notes, "second");
    }

    private async Task LiveAsync(string data, NoteWriter notes, string life)
    {
        await using var database = await SqliteDatabase.OpenAsync(data, TimeProvider.System, EncryptionKeyFile.Load(PowerLossNotes.KeysOf(_root), _random));
        var store = await database.OpenSpaceAsync(PowerLossNotes.Space, Options);
        await Task.WhenAll(
            [MakeAndDropSpacesAsync(database, notes, life), BackUpAsync(database, notes, life), .. Enumerable.Range(0, Writers).Select(i => WriteAsync(store, notes, $"{life}-{i}"))]);
    }

    private static async Task WriteAsync(VersionedStore store, NoteWriter notes, string writer)
    {
        await Task.Yield();
        for (var i = 0; i < ObjectsEach; i++)
        {
            var key = new StoreKey(i % 2 == 0 ? "pods" : "secrets", "default", $"{writer}-{i}");
            var current = await NotedAsync(notes, key, "0", data => Writes.CreateAsync(store, key, data));
            for (var version = 1; version <= VersionsEach; version++)
            {
                current = await NotedAsync(notes, key, $"{version}", data => Writes.UpdateAsync(store, current, data));
            }

            if (i % 3 == 0)
            {
                await NotedAsync(notes, key, PowerLossNotes.Deleted, _ => Writes.DeleteAsync(store, current));
            }
        }
    }

    private static async Task<StoredObject> NotedAsync(NoteWriter notes, StoreKey key, string version, Func<string, Task<StoredObject>> write)
    {
        notes.Add($"try {key.Resource} {key.Name} {version}");
        var written = await write(PowerLossNotes.Content(key.Name, version));
        notes.Add($"did {key.Resource} {key.Name} {version} {written.Revision}");
        return written;
    }

    private static async Task MakeAndDropSpacesAsync(SqliteDatabase database, NoteWriter notes, string life)
    {
        for (var i = 0; i < 4; i++)
        {
            var name = $"{life}-space-{i}";
            var store = await database.OpenSpaceAsync(name, Options);
            await Writes.CreateAsync(store, Writes.Pod("only"));
            notes.Add($"made {name}");
            if (i % 2 == 0)
            {
                notes.Add($"dropping {name}");
                await database.DropSpaceAsync(name);
                notes.Add($"dropped {name}");
            }
        }
    }

    private async Task BackUpAsync(SqliteDatabase database, NoteWriter notes, string life)
    {
        var directory = Path.Combine(_root, "backups", life);
        DurableDirectory.Create(directory);
        notes.Add($"backing {life}");
        await database.CopyToAsync(Path.Combine(directory, "slipway.db"), CancellationToken.None);
        notes.Add($"backup {life}");
    }
}
