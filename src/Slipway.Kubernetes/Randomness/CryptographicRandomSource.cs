using System.Security.Cryptography;

namespace Slipway.Kubernetes.Randomness;

/// <summary>The operating system's cryptographic random numbers.</summary>
public sealed class CryptographicRandomSource : IRandomSource
{
    /// <inheritdoc/>
    public void Fill(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);
}
