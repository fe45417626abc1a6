using System.Buffers.Binary;

namespace Slipway.Kubernetes.Randomness;

/// <summary>Values drawn from an <see cref="IRandomSource"/>.</summary>
public static class RandomSourceExtensions
{
    // No vowels and no look-alikes: what Kubernetes appends to generated names.
    private const string NameAlphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>A random suffix as Kubernetes gives generated names.</summary>
    /// <param name="random">The source.</param>
    /// <param name="length">The number of characters.</param>
    public static string NextNameSuffix(this IRandomSource random, int length = 5) => random.NextString(NameAlphabet, length);

    /// <summary>A random string of the given characters (at most 256 of them), each equally likely.</summary>
    public static string NextString(this IRandomSource random, string alphabet, int length)
    {
        // Bytes past the last full round of the alphabet would favour its first characters.
        var limit = 256 - (256 % alphabet.Length);
        Span<char> text = stackalloc char[length];
        Span<byte> one = stackalloc byte[1];
        for (var i = 0; i < length;)
        {
            random.Fill(one);
            if (one[0] < limit)
            {
                text[i++] = alphabet[one[0] % alphabet.Length];
            }
        }

        return new string(text);
    }

    /// <summary>A random UUID of version 4.</summary>
    public static Guid NextGuid(this IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public static double NextDouble(this IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.Fill(bytes);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 11) * (1.0 / (1UL << 53));
    }
}
