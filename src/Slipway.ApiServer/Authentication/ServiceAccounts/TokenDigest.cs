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
        Span<byte> utf8 = token.Length <= 2048 ? stackalloc byte[Encoding.UTF8.GetMaxByteCount(token.Length)] : new byte[Encoding.UTF8.GetMaxByteCount(token.Length)];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(token, utf8)], hash);
        var parts = MemoryMarshal.Cast<byte, ulong>(hash);
        return new TokenDigest(parts[0], parts[1], parts[2], parts[3]);
    }
}
