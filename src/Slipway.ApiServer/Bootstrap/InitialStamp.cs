using System.Security.Cryptography;
using System.Text;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Bootstrap;

/// <summary>What makes the initial objects of one cluster its own.</summary>
/// <param name="Seed">Random bits of the cluster, from which the UIDs of its objects follow.</param>
/// <param name="Time">When the objects came to be, as metadata has it.</param>
internal sealed record InitialStamp(Guid Seed, string Time)
{
    /// <summary>The UID of an object, the same each time.</summary>
    public Guid UidOf(in StoreKey key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. Seed.ToByteArray(), .. Encoding.UTF8.GetBytes(key.ToString())], hash);

        // Version 4, variant 1: to clients it is a random one.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
