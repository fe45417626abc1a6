using System.Security.Cryptography;

namespace Slipway.ApiServer.Storage.Encryption;

/// <summary>One AES key with the name by which stored values say that it made them. For one thread at a time.</summary>
internal sealed class EncryptionKey : IDisposable
{
    /// <summary>The sizes that AES has, in bytes.</summary>
    public static readonly int[] Sizes = [16, 24, 32];

    private const int TagBytes = 16;

    private readonly AesGcm _cipher;

    public EncryptionKey(string name, ReadOnlySpan<byte> secret)
    {
        Name = name;
        _cipher = new AesGcm(secret, TagBytes);
    }

    public string Name { get; }

    /// <summary>How much longer than its content a sealed value is: nonce before it, tag behind it.</summary>
    public static int Overhead => NonceBytes + TagBytes;

    /// <summary>The bytes that must differ in every value that a key seals.</summary>
    public static int NonceBytes => 12;

    /// <param name="plain">The content.</param>
    /// <param name="associated">What the content belongs to; opening it needs the same.</param>
    /// <param name="value">Starts with a fresh nonce; the rest is filled.</param>
    public void Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated, Span<byte> value) =>
        _cipher.Encrypt(value[..NonceBytes], plain, value[NonceBytes..^TagBytes], value[^TagBytes..], associated);

    /// <summary>The content; null when the value was made by another key, for something else, or is damaged.</summary>
    public byte[]? Open(ReadOnlySpan<byte> value, ReadOnlySpan<byte> associated)
    {
        if (value.Length < Overhead)
        {
            return null;
        }

        var plain = new byte[value.Length - Overhead];
        try
        {
            _cipher.Decrypt(value[..NonceBytes], value[NonceBytes..^TagBytes], value[^TagBytes..], plain, associated);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose() => _cipher.Dispose();
}
