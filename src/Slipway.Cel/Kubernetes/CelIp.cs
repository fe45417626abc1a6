using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary>An IP address.</summary>
internal sealed class CelIp(IpAddress address) : CelOpaque(KubernetesTypes.Ip)
{
    public IpAddress Address { get; } = address;

    /// <summary>Number of bytes: 4 or 16.</summary>
    public override long Size => Address.Bytes.Length;

    public override bool EqualTo(CelValue other) => other is CelIp ip && ip.Address.Bytes.AsSpan().SequenceEqual(Address.Bytes);

    public override int HashValue() => string.GetHashCode(Address.ToString(), StringComparison.Ordinal);

    public override string ToString() => Address.ToString();
}
