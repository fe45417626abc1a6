using System.Security.Cryptography;
using System.Text;
using Slipway.ApiServer.Pki;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Storage.Encryption;

/// <summary>
/// A file of AES keys, one a line in base64: the first encrypts Secrets, all of them decrypt. A key's name is made from the key, so
/// that a value tells which one it needs. To rotate, put a new key on top.
/// </summary>
public static class EncryptionKeyFile
{
    private const int NewKeyBytes = 32;
    private const long MaxBytes = 64 * 1024;
    private const UnixFileMode ForOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Makes the file, with a new key, when it is not there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Ensure(string path, IRandomSource random)
    {
        if (File.Exists(path))
        {
            return;
        }

        var secret = new byte[NewKeyBytes];
        random.Fill(secret);
        PrivateFile.Write(path, Convert.ToBase64String(secret) + "\n");
    }

    /// <summary>The rules that encrypt Secrets with the keys of a file, and still read those that are not encrypted.</summary>
    /// <exception cref="StoreEncryptedException">The file is not there, may be read by others, or holds no keys.</exception>
    public static EncryptionRules Load(string path, IRandomSource random)
    {
        var lines = ReadPrivate(path).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var keys = lines.Select((line, index) => KeyOf(path, line, index)).ToList();
        return keys.Count > 0
            ? new EncryptionRules([new EncryptionRule(["secrets"], [new EncryptionProvider(keys), EncryptionProvider.Identity])], random)
            : throw new StoreEncryptedException($"{path} holds no key: a line of 32 random bytes in base64 was expected.");
    }

    /// <summary>Reads a file that holds keys, if nobody but its owner can.</summary>
    /// <exception cref="StoreEncryptedException">It is not there, too large, or may be read by others.</exception>
    internal static string ReadPrivate(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new StoreEncryptedException($"{path} is not there: bring the file with the keys back, or name another.");
        }

        if (file.Length > MaxBytes)
        {
            throw new StoreEncryptedException($"{path} has {file.Length} bytes; files with keys have {MaxBytes} at most.");
        }

        if (!OperatingSystem.IsWindows() && (file.UnixFileMode & ForOthers) != UnixFileMode.None)
        {
            throw new StoreEncryptedException($"{path} holds keys and can be read or written by others: run 'chmod 600 {path}'.");
        }

        return File.ReadAllText(path, Encoding.UTF8);
    }

    /// <summary>The key of a secret in base64; null when it is none.</summary>
    internal static EncryptionKey? KeyOf(string? name, string base64)
    {
        var secret = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, secret, out var length) || !EncryptionKey.Sizes.Contains(length))
        {
            return null;
        }

        var key = secret.AsSpan(0, length);
        return new EncryptionKey(name ?? Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4)), key);
    }

    private static EncryptionKey KeyOf(string path, string line, int index) => KeyOf(name: null, line)
        ?? throw new StoreEncryptedException($"{path}, line {index + 1}: 16, 24 or 32 bytes in base64 were expected.");
}
