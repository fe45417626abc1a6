using System.Globalization;
using Slipway.ApiServer.Pki;
using Slipway.ApiServer.Storage.Encryption;
using Slipway.ApiServer.Storage.Sqlite;
using Slipway.Cli.Plane;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Cli.Backup;

/// <summary>
/// Makes a data directory from a backup. All of it is checked before the directory appears, in one step; what was there before is kept
/// beside it.
/// </summary>
internal sealed class Restorer(DataDirectory target, EncryptionOptions encryption, TimeProvider time, IRandomSource random)
{
    /// <summary>
    /// How far revisions are raised, as etcd's guidance for restores has it: more writes than a plane can have made since the backup.
    /// Clients that watch from a version of before then list anew, and no version that they saw is given out again.
    /// </summary>
    private const long RevisionsSkipped = 1_000_000_000;

    /// <returns>When the backup was made, the revision that the plane goes on from, and where the old directory is, if there was one.</returns>
    /// <exception cref="CliException">The backup is not whole, or the directory is in use or not empty.</exception>
    public async Task<(string Created, long Revision, string? Replaced)> RestoreAsync(string backup, bool force, CancellationToken cancellationToken)
    {
        using var held = HoldTarget(force);
        var work = new DataDirectory($"{target.Root}.restore-{time.GetUtcNow():yyyyMMddHHmmssfff}");
        try
        {
            work.Create();
            var created = await BackupFile.UnpackAsync(backup, work.Root, cancellationToken);
            BringKeys(work);
            OpenKeys(work);
            var revision = await AdoptAsync(work, cancellationToken);
            return (created, revision, Replace(work));
        }
        catch
        {
            Directory.Delete(work.Root, recursive: true);
            throw;
        }
    }

    // A plane that runs there holds it, and no other may start meanwhile.
    private FileStream? HoldTarget(bool force)
    {
        if (!Directory.Exists(target.Root) || !Directory.EnumerateFileSystemEntries(target.Root).Any())
        {
            return null;
        }

        if (!File.Exists(target.Database))
        {
            throw new CliException(ExitCodes.Usage, $"{target.Root} is not empty and no data directory: name another with --data-dir.");
        }

        var held = DirectoryLock.Take(target.Root);
        if (force)
        {
            return held;
        }

        held.Dispose();
        throw new CliException(
            ExitCodes.Usage, $"{target.Root} holds a plane's data already: name another --data-dir, or put the backup in its place with --force; what is there is kept beside it.");
    }

    // The key file named on the command line, or the one of the directory that is replaced.
    private void BringKeys(DataDirectory work)
    {
        if (encryption.Configuration is not null)
        {
            return;
        }

        var keys = encryption.KeyFile ?? target.EncryptionKeys;
        if (!File.Exists(keys))
        {
            throw new CliException(
                ExitCodes.Usage, $"{keys} is not there: Secrets and keys in the backup are encrypted; name the key file of the plane it was made of with --encryption-key-file.");
        }

        PrivateFile.Write(work.EncryptionKeys, File.ReadAllText(keys));
    }

    private EncryptionRules Keys(DataDirectory work) => (encryption with { KeyFile = null }).Load(work, random);

    private void OpenKeys(DataDirectory work)
    {
        using var rules = Keys(work);
        foreach (var path in Directory.EnumerateFiles(work.Pki, "*.key"))
        {
            PrivateFile.Write(path, System.Text.Encoding.UTF8.GetString(rules.OpenFile(Path.GetFileName(path), File.ReadAllBytes(path))));
        }
    }

    // Opens all of it as a plane would: every record is read, checked and decrypted.
    private async Task<long> AdoptAsync(DataDirectory work, CancellationToken cancellationToken)
    {
        await using var database = await SqliteDatabase.OpenAsync(work.Root, time, Keys(work));
        await database.AdoptAsync(RevisionsSkipped);
        var revision = 0L;
        foreach (var space in database.ListSpaces())
        {
            var store = await database.OpenSpaceAsync(space, options: null, cancellationToken);
            revision = space == ManagementPlane.Space ? store.Revision : revision;
        }

        return revision;
    }

    private string? Replace(DataDirectory work)
    {
        string? replaced = null;
        if (Directory.Exists(target.Root))
        {
            replaced = string.Create(CultureInfo.InvariantCulture, $"{target.Root}.before-restore-{time.GetUtcNow():yyyyMMddHHmmssfff}");
            Directory.Move(target.Root, replaced);
        }

        DurableDirectory.Sync(work.Pki);
        DurableDirectory.Sync(work.Root);
        Directory.Move(work.Root, target.Root);
        DurableDirectory.Sync(Path.GetDirectoryName(target.Root)!);
        return replaced;
    }
}
