using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Pki;
using Slipway.Cli.Tests.Support;

namespace Slipway.Cli.Tests.Commands;

/// <summary>The real program: a backup of a running plane, and what comes of it.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Hidden = "a-text-found-nowhere-else";

    private readonly TempDirectory _directory = new();

    private string Backup => Path.Combine(_directory.Path, "plane.backup");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Backup_OfARunningPlane_RestoresIt()
    {
        await using var slipway = new SlipwayProgram();
        await slipway.UpAsync();
        await ApplyAsync(slipway, "before");
        Assert.Equal(ExitCodes.Success, (await slipway.RunAsync("backup", Backup)).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await slipway.RunAsync("backup", Backup)).ExitCode);
        CheckPrivate();
        await ApplyAsync(slipway, "after");
        var seen = await VersionAsync(slipway, "after");

        var live = await slipway.RunAsync("restore", "--force", Backup);
        Assert.Equal(ExitCodes.Failure, live.ExitCode);
        Assert.Contains("in use by another process", live.Error);
        await slipway.RunAsync("down");
        var full = await slipway.RunAsync("restore", Backup);
        Assert.Equal(ExitCodes.Usage, full.ExitCode);
        Assert.Contains("--force", full.Error);
        var restored = await slipway.RunAsync("restore", "--force", Backup);
        Assert.True(restored.ExitCode == 0, restored.ToString());
        Assert.True(Directory.Exists(restored.Output.Split("is in ")[1].TrimEnd('.', '\n')), restored.Output);

        await slipway.UpAsync();
        Assert.Equal(Hidden, Encoding.UTF8.GetString(Convert.FromBase64String((await SecretAsync(slipway, "before"))!["data"]!["text"]!.ToString())));
        Assert.Null(await SecretAsync(slipway, "after"));
        await ApplyAsync(slipway, "later");
        Assert.True(await VersionAsync(slipway, "later") > seen + 1_000_000, "versions that clients saw could be given out again");
        await slipway.RunAsync("down");
        File.Delete(Backup);
        Assert.Equal(ExitCodes.Success, (await slipway.RunAsync("backup", Backup)).ExitCode);
        CheckPrivate();
    }

    [Fact]
    public async Task Restore_OfADamagedBackup_OrWithoutTheKey_ChangesNothing()
    {
        await using var slipway = new SlipwayProgram();
        await slipway.UpAsync();
        await ApplyAsync(slipway, "before");
        await slipway.RunAsync("backup", Backup);
        var target = Path.Combine(_directory.Path, "restored");
        var key = Path.Combine(slipway.DataDirectory, "encryption.key");

        var whole = await File.ReadAllBytesAsync(Backup);
        var changed = whole.ToArray();
        changed[whole.Length / 2] ^= 1;
        foreach (var damaged in new[] { whole[..(whole.Length / 2)], whole[..1000], [], changed })
        {
            await File.WriteAllBytesAsync(Backup, damaged);
            var refused = await slipway.RunAsync("restore", Backup, "--data-dir", target, "--encryption-key-file", key);
            Assert.Equal(ExitCodes.Failure, refused.ExitCode);
            Assert.Contains("is no whole backup", refused.Error);
        }

        await File.WriteAllBytesAsync(Backup, whole);
        Assert.Equal(ExitCodes.Usage, (await slipway.RunAsync("restore", Backup, "--data-dir", target)).ExitCode);
        var other = slipway.DataDirectory + ".other.key";
        PrivateFile.Write(other, Convert.ToBase64String(new byte[32]));
        var wrong = await slipway.RunAsync("restore", Backup, "--data-dir", target, "--encryption-key-file", other);
        Assert.Equal(ExitCodes.Failure, wrong.ExitCode);
        Assert.Contains("is encrypted with key", wrong.Error);
        Assert.Equal([Backup], Directory.GetFileSystemEntries(_directory.Path));
        Assert.Equal(0, (await slipway.RunAsync("restore", Backup, "--data-dir", target, "--encryption-key-file", key)).ExitCode);
    }

    private static async Task ApplyAsync(SlipwayProgram slipway, string name)
    {
        var applied = await slipway.RunAsync(
            $"apiVersion: v1\nkind: Secret\nmetadata: {{name: {name}, namespace: default}}\nstringData: {{text: {Hidden}}}\n", ["apply", "-f", "-"]);
        Assert.True(applied.ExitCode == 0, applied.ToString());
    }

    private static async Task<JsonNode?> SecretAsync(SlipwayProgram slipway, string name)
    {
        var got = await slipway.RunAsync("get", "secret", name, "-n", "default", "-o", "json");
        return got.ExitCode == 0 ? JsonNode.Parse(got.Output) : null;
    }

    private static async Task<long> VersionAsync(SlipwayProgram slipway, string name) =>
        long.Parse((await SecretAsync(slipway, name))!["metadata"]!["resourceVersion"]!.ToString());

    private void CheckPrivate()
    {
        var bytes = File.ReadAllBytes(Backup);
        Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Hidden)) < 0, "the Secret can be read in the backup");
        Assert.True(bytes.AsSpan().IndexOf("PRIVATE KEY"u8) < 0, "a key can be read in the backup");
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Backup) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), "others may read it");
    }
}
