using System.Text;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Encryption;
using Slipway.ApiServer.Storage.Sqlite;
using Slipway.Kubernetes.Randomness;
using static Slipway.ApiServer.Tests.Storage.Writes;

namespace Slipway.ApiServer.Tests.Storage.Encryption;

public sealed class EncryptionTests : IDisposable
{
    private const string Hidden = "a-text-found-nowhere-else";
    private static readonly StoreKey Secret = new("secrets", "default", "a");

    private readonly TempDirectory _directory = new();

    private string KeyFile => Path.Combine(_directory.Path, "encryption.key");

    private string Data => Path.Combine(_directory.Path, "data");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Secrets_WithAKeyFile_AreReadableNowhereInTheFiles_AndOtherObjectsAre()
    {
        EncryptionKeyFile.Ensure(KeyFile, new CryptographicRandomSource());
        await UseAsync(Keys(), async store =>
        {
            await CreateAsync(store, Secret, Hidden);
            await CreateAsync(store, Pod("a"), "plain-to-see");
            Assert.False(Contains(Hidden), "found while the database is open");
        });
        Assert.False(Contains(Hidden));
        Assert.True(Contains("plain-to-see"));
        await UseAsync(Keys(), store =>
        {
            var secret = store.Get(Secret)!;
            Assert.Contains(Hidden, Text(secret));
            Assert.False(secret.IsStale);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Rotation_NewKeyOnTop_ReadsOldValuesAsStaleUntilTheyAreWritten()
    {
        EncryptionKeyFile.Ensure(KeyFile, new CryptographicRandomSource());
        var first = await File.ReadAllTextAsync(KeyFile);
        await UseAsync(Keys(), store => CreateAsync(store, Secret, "1"));
        await WriteKeysAsync(NewKey() + first);
        var second = (await File.ReadAllTextAsync(KeyFile))[..^first.Length];
        await UseAsync(Keys(), async store =>
        {
            Assert.True(store.Get(Secret)!.IsStale);
            Assert.False((await UpdateAsync(store, store.Get(Secret)!, "2")).IsStale);
        });

        // The old version is history still: it goes with the history, and the old key can go then.
        await UseAsync(Keys(), store => Task.FromResult(store.Get(Secret)!.IsStale ? throw new InvalidOperationException() : 0));
        await WriteKeysAsync(second);
        var error = await Assert.ThrowsAsync<StoreEncryptedException>(() => UseAsync(Keys(), _ => Task.CompletedTask));
        Assert.Contains("secrets/default/a is encrypted with key", error.Message);
    }

    [Fact]
    public async Task Open_WithAnotherKeyOrNone_SaysWhatIsNeededAndLeavesTheFileAlone()
    {
        EncryptionKeyFile.Ensure(KeyFile, new CryptographicRandomSource());
        await UseAsync(Keys(), store => CreateAsync(store, Secret, Hidden));
        var before = await File.ReadAllBytesAsync(Path.Combine(Data, "slipway.db"));
        await Assert.ThrowsAsync<StoreEncryptedException>(() => UseAsync(encryption: null, _ => Task.CompletedTask));
        var right = await File.ReadAllTextAsync(KeyFile);
        await WriteKeysAsync(NewKey());
        var wrong = await Assert.ThrowsAsync<StoreEncryptedException>(() => UseAsync(Keys(), _ => Task.CompletedTask));
        Assert.Contains("not among the configured keys", wrong.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Data, "slipway.db")));
        await WriteKeysAsync(right);
        await UseAsync(Keys(), store => Task.FromResult(store.Get(Secret)!));
    }

    [Fact]
    public void Open_OfAValueMovedToAnotherRecordOrObject_IsRefused()
    {
        using var rules = Rules("{aesgcm: {keys: [{name: k, secret: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=}]}}");
        var value = rules.Seal(Secret, 5, "{}"u8.ToArray());
        Assert.Equal("{}"u8.ToArray(), rules.Open(Secret, 5, value, out _));
        Assert.Throws<StoreEncryptedException>(() => rules.Open(Secret, 6, value, out _));
        Assert.Throws<StoreEncryptedException>(() => rules.Open(Secret with { Name = "b" }, 5, value, out _));
        value[^1] ^= 1;
        Assert.Throws<StoreEncryptedException>(() => rules.Open(Secret, 5, value, out _));
        Assert.NotEqual(rules.Seal(Secret, 5, "{}"u8.ToArray()), rules.Seal(Secret, 5, "{}"u8.ToArray()));
    }

    [Fact]
    public void Open_NotEncryptedWithoutIdentity_IsRefused_WithItStale()
    {
        const string Key = "{aesgcm: {keys: [{name: k, secret: AAAAAAAAAAAAAAAAAAAAAA==}]}}";
        using var strict = Rules(Key);
        Assert.Throws<StoreEncryptedException>(() => strict.Open(Secret, 1, "{}"u8.ToArray(), out _));
        using var lenient = Rules($"{Key}, {{identity: {{}}}}");
        lenient.Open(Secret, 1, "{}"u8.ToArray(), out var isStale);
        Assert.True(isStale);
        using var back = Rules($"{{identity: {{}}}}, {Key}");
        back.Open(Secret, 1, lenient.Seal(Secret, 1, "{}"u8.ToArray()), out isStale);
        Assert.True(isStale);
        Assert.Equal("{}"u8.ToArray(), back.Seal(Secret, 1, "{}"u8.ToArray()));
    }

    [Theory]
    [InlineData("secrets", "secrets", true)]
    [InlineData("secrets", "secrets.example.com", false)]
    [InlineData("*.", "configmaps", true)]
    [InlineData("*.", "machines.cluster.x-k8s.io", false)]
    [InlineData("*.cluster.x-k8s.io", "machines.cluster.x-k8s.io", true)]
    [InlineData("*.*", "machines.cluster.x-k8s.io", true)]
    [InlineData("*.*", "pods", true)]
    public void Rule_Covers(string pattern, string resource, bool covers) =>
        Assert.Equal(covers, new EncryptionRule([pattern], []).Covers(resource));

    private static EncryptionRules Rules(string providers) => new(
        EncryptionConfiguration.Parse(Slipway.Kubernetes.Yaml.KubeYaml.Parse($$"""
            kind: EncryptionConfiguration
            apiVersion: apiserver.config.k8s.io/v1
            resources: [{resources: [secrets], providers: [{{providers}}]}]
            """)),
        new CryptographicRandomSource());

    private static string NewKey() => Convert.ToBase64String(Guid.NewGuid().ToByteArray()) + "\n";

    private Task WriteKeysAsync(string text) => File.WriteAllTextAsync(KeyFile, text);

    private EncryptionRules Keys() => EncryptionKeyFile.Load(KeyFile, new CryptographicRandomSource());

    private async Task UseAsync(EncryptionRules? encryption, Func<VersionedStore, Task> use)
    {
        await using var database = await SqliteDatabase.OpenAsync(Data, TimeProvider.System, encryption);
        await use(await database.OpenSpaceAsync("plane"));
    }

    private bool Contains(string text) => Directory.EnumerateFiles(Data, "slipway.db*").Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });
}
