using System.Buffers.Binary;
using System.Text;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Storage.Encryption;

/// <summary>
/// Which values the database keeps encrypted and by which keys, as EncryptionConfiguration says it. A value carries the name of its
/// provider and key, and is bound to its record: put into another place it does not open.
/// </summary>
/// <remarks>Used by the writer's thread only, once a database has it.</remarks>
public sealed class EncryptionRules : IDisposable
{
    // kube-apiserver's form: k8s:enc:aesgcm:v1:<key's name>:<nonce, content, tag>
    private static readonly byte[] AnyPrefix = "k8s:enc:"u8.ToArray();
    private static readonly byte[] AesGcmPrefix = "k8s:enc:aesgcm:v1:"u8.ToArray();

    private readonly IReadOnlyList<EncryptionRule> _rules;
    private readonly IRandomSource _random;
    private readonly Dictionary<string, EncryptionRule?> _byResource = new(StringComparer.Ordinal);

    internal EncryptionRules(IReadOnlyList<EncryptionRule> rules, IRandomSource random) => (_rules, _random) = (rules, random);

    /// <summary>Rules that keep everything as it is, and open nothing.</summary>
    public static EncryptionRules None() => new([], new CryptographicRandomSource());

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _rules.SelectMany(static rule => rule.Providers).SelectMany(static provider => provider.Keys))
        {
            key.Dispose();
        }
    }

    /// <summary>Encrypts a file as Secrets are; without a key for those it stays as it is.</summary>
    /// <param name="name">The file's name, which opening it needs too.</param>
    /// <param name="content">The content.</param>
    public byte[] SealFile(string name, byte[] content) => Seal(OwnerOf(name), record: 0, content);

    /// <summary>The content of a file that <see cref="SealFile"/> made.</summary>
    /// <exception cref="StoreEncryptedException">No key opens it.</exception>
    public byte[] OpenFile(string name, byte[] value) => Open(OwnerOf(name), record: 0, value, out _);

    /// <summary>The value to write for a content.</summary>
    internal byte[] Seal(in StoreKey owner, long record, byte[] plain)
    {
        if (RuleOf(owner.Resource)?.Providers[0] is not { IsIdentity: false } provider)
        {
            return plain;
        }

        var key = provider.Keys[0];
        var name = Encoding.UTF8.GetBytes(key.Name + ':');
        var head = AesGcmPrefix.Length + name.Length;
        var value = new byte[head + EncryptionKey.Overhead + plain.Length];
        AesGcmPrefix.CopyTo(value, 0);
        name.CopyTo(value, AesGcmPrefix.Length);
        _random.Fill(value.AsSpan(head, EncryptionKey.NonceBytes));
        key.Seal(plain, Associated(owner, record), value.AsSpan(head));
        return value;
    }

    /// <summary>The content of a value that was read.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="record">The record's number.</param>
    /// <param name="value">The value.</param>
    /// <param name="isStale">Whether a write today would be sealed by another key, or not at all.</param>
    /// <exception cref="StoreEncryptedException">No key opens it.</exception>
    internal byte[] Open(in StoreKey owner, long record, byte[] value, out bool isStale)
    {
        var providers = RuleOf(owner.Resource)?.Providers;
        if (!value.AsSpan().StartsWith(AnyPrefix))
        {
            isStale = providers?[0] is { IsIdentity: false };
            return providers is null || providers.Any(static p => p.IsIdentity)
                ? value
                : throw new StoreEncryptedException(
                    $"{owner} is not encrypted, and the encryption configuration allows no such values of {owner.Resource}: "
                    + "add the provider identity behind the others until all of them are rewritten.");
        }

        var name = NameOf(value, out var head);
        var sealedPart = value.AsSpan(head);
        var associated = Associated(owner, record);
        foreach (var key in providers?.SelectMany(static p => p.Keys).Where(k => k.Name == name) ?? [])
        {
            if (key.Open(sealedPart, associated) is { } plain)
            {
                isStale = providers![0].IsIdentity || !ReferenceEquals(providers[0].Keys[0], key);
                return plain;
            }
        }

        throw new StoreEncryptedException(providers?.Any(p => p.Keys.Any(k => k.Name == name)) == true
            ? $"{owner} cannot be decrypted: key \"{name}\" is another one than the one it was encrypted with, or the record is damaged."
            : $"{owner} is encrypted with key \"{name}\", which is not among the configured keys of {owner.Resource}: start with the key file "
              + "or encryption configuration that has it.");
    }

    // Under the Secrets' rule; no Secret is cluster-scoped.
    private static StoreKey OwnerOf(string file) => new("secrets", "", file);

    private static string NameOf(byte[] value, out int head)
    {
        var name = value.AsSpan(value.AsSpan().StartsWith(AesGcmPrefix) ? AesGcmPrefix.Length : AnyPrefix.Length);
        var length = Math.Max(0, name.IndexOf((byte)':'));
        head = value.Length - name.Length + length + 1;
        return Encoding.UTF8.GetString(name[..length]);
    }

    // The record's number too: else an older version of an object could be put in the place of a newer one.
    private static byte[] Associated(in StoreKey owner, long record)
    {
        var key = owner.ToString();
        var associated = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(key)];
        BinaryPrimitives.WriteInt64BigEndian(associated, record);
        Encoding.UTF8.GetBytes(key, associated.AsSpan(sizeof(long)));
        return associated;
    }

    private EncryptionRule? RuleOf(string resource)
    {
        if (!_byResource.TryGetValue(resource, out var rule))
        {
            _byResource.Add(resource, rule = _rules.FirstOrDefault(r => r.Covers(resource)));
        }

        return rule;
    }
}
