using System.Buffers.Text;
using System.Text;

namespace Slipway.Core.Objects;

/// <summary>Names as label values.</summary>
public static class LabelValues
{
    private const int MaxLength = 63;

    /// <summary>The name itself, or a hash of it where a label value cannot be as long.</summary>
    public static string Of(string name)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }

        Span<byte> hash = stackalloc byte[sizeof(uint)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(hash, Fnv1a.Hash(name));
        return $"hash_{Base64Url.EncodeToString(hash)}_z";
    }

    /// <summary>A generated name: the prefix, cut so that all fits in a label value, and the suffix.</summary>
    public static string Generated(string prefix, string suffix) =>
        new StringBuilder(prefix, 0, Math.Min(prefix.Length, MaxLength - suffix.Length), MaxLength).Append(suffix).ToString();
}
