using System.Text;

namespace Slipway.Core.Objects;

/// <summary>The 32-bit hash FNV-1a, as Cluster API names template revisions by.</summary>
internal static class Fnv1a
{
    private const uint OffsetBasis = 2166136261;
    private const uint Prime = 16777619;

    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = OffsetBasis;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return hash;
    }

    public static uint Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));
}
