using System.Collections.Immutable;
using System.Net;

namespace Slipway.Kubernetes.Certificates;

/// <summary>What a certificate is to say.</summary>
public sealed record CertificateSpec
{
    /// <summary>The subject's common name; for Kubernetes the user's name.</summary>
    public required string CommonName { get; init; }

    /// <summary>The subject's organizations; for Kubernetes the user's groups.</summary>
    public ImmutableArray<string> Organizations { get; init; } = [];

    /// <summary>The DNS names a server answers to.</summary>
    public ImmutableArray<string> DnsNames { get; init; } = [];

    /// <summary>The addresses a server answers at.</summary>
    public ImmutableArray<IPAddress> Addresses { get; init; } = [];

    /// <summary>What it may be used for.</summary>
    public required CertificateUsages Usages { get; init; }

    /// <summary>How long it is valid from now on; never longer than its authority. One year as kubeadm does.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(365);

    /// <summary>The kind of key to make.</summary>
    public KeyAlgorithm Algorithm { get; init; } = KeyAlgorithm.EcdsaP256;

    /// <summary>A user's certificate, with the user's groups.</summary>
    public static CertificateSpec Client(string user, params ImmutableArray<string> groups) =>
        new() { CommonName = user, Organizations = groups, Usages = CertificateUsages.Client };

    /// <summary>A server's certificate for names, each a DNS name or an IP address.</summary>
    public static CertificateSpec Server(string commonName, IEnumerable<string> names)
    {
        var dns = ImmutableArray.CreateBuilder<string>();
        var addresses = ImmutableArray.CreateBuilder<IPAddress>();
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(name, out var address))
            {
                addresses.Add(address);
            }
            else
            {
                dns.Add(name);
            }
        }

        return new()
        {
            CommonName = commonName,
            DnsNames = dns.ToImmutable(),
            Addresses = addresses.ToImmutable(),
            Usages = CertificateUsages.Server,
        };
    }
}
