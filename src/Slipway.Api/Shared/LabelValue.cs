using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Api.Shared;

/// <summary>Names of objects as values of labels.</summary>
public static class LabelValue
{
    private const uint FnvOffset = 2166136261;
    private const uint FnvPrime = 16777619;

    /// <summary>
    /// The name where it can be a label's value; otherwise a hash of it, as upstream makes it, so that both find each other's objects.
    /// </summary>
    public static string For(string name) => LabelSyntax.ValueError(name) is null ? name : $"hash_{Hash(name)}_z";

    private static string Hash(string name)
    {
        var hash = FnvOffset;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ octet) * FnvPrime);
        }

        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, hash);
        return Base64Url.EncodeToString(bytes);
    }
}
