using Slipway.ApiServer.Pki;
using Slipway.ApiServer.Storage.Encryption;
using Slipway.ApiServer.Storage.Sqlite;
using Slipway.Cli.Plane;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Cli.Backup;

/// <summary>Makes backups of a data directory whose database is open in this process.</summary>
internal sealed class BackupWriter(SqliteDatabase database, PlaneOptions options, TimeProvider time, IRandomSource random)
{
    /// <summary>Makes a backup.</summary>
    /// <param name="target">The file; there must be none of that name.</param>
    /// <param name="cancellationToken">Ends it; nothing is left behind.</param>
    public async Task WriteAsync(string target, CancellationToken cancellationToken)
    {
        var work = Directory.CreateDirectory(target + ".parts").FullName;
        try
        {
            await database.CopyToAsync(Path.Combine(work, BackupFile.Database), cancellationToken);
            using var encryption = options.Encryption.Load(options.Directory, random);
            CopyKeys(encryption, work);
            await BackupFile.PackAsync(work, target, time.GetUtcNow(), cancellationToken);
        }
        catch
        {
            File.Delete(target);
            throw;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // A backup is copied around more freely than a data directory: it tells no secret without the key file, which is not in it.
    private void CopyKeys(EncryptionRules encryption, string work)
    {
        foreach (var path in Directory.EnumerateFiles(options.Directory.Pki))
        {
            var name = Path.GetFileName(path);
            var content = File.ReadAllBytes(path);
            PrivateFile.Write(
                Path.Combine(work, "pki", name), name.EndsWith(".key", StringComparison.Ordinal) ? encryption.SealFile(name, content) : content);
        }
    }
}
