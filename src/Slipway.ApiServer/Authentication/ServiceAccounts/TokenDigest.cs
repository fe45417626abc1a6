using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.ApiServer.Authentication.ServiceAccounts;

/// <summary>A token's SHA-256: by it verified tokens are remembered, as nobody gets them back from it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TokenDigest(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenDigest Of(string token)
    {
        var size = Encoding.UTF8.GetMaxByteCount(token.Length);
        Span<byte> utf8 = size <= 4096 ? stackalloc byte[4096] : new byte[size];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(token, utf8)], hash);
        var parts = MemoryMarshal.Cast<byte, ulong>(hash);
        return new TokenDigest(parts[0], parts[1], parts[2], parts[3]);
    }
}
