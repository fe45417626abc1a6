using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary>A network: an address and how many of its bits are the network's.</summary>
internal sealed class CelCidr(IpAddress address, int bits) : CelOpaque(KubernetesTypes.Cidr)
{
    public IpAddress Address { get; } = address;

    public int Bits { get; } = bits;

    /// <summary>Number of bytes of the network's bits.</summary>
    public override long Size => (Bits + 7) / 8;

    /// <summary>Whether an address is in the network.</summary>
    public bool Contains(IpAddress other) => other.Bytes.Length == Address.Bytes.Length && Address.SharesBits(other, Bits);

    /// <summary>Whether a network is in this one, or is the same.</summary>
    public bool Contains(CelCidr other) => Bits <= other.Bits && Contains(other.Address);

    public override bool EqualTo(CelValue other) =>
        other is CelCidr cidr && cidr.Bits == Bits && cidr.Address.Bytes.AsSpan().SequenceEqual(Address.Bytes);

    public override int HashValue() => HashCode.Combine(Address.ToString(), Bits);

    public override string ToString() => $"{Address}/{Bits}";
}
