using System.Security.Cryptography;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.Dev.Boot;
using Slipway.Dev.CloudInit;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Dev.Kubeadm;

/// <summary>The authorities that a control plane machine has on its disk.</summary>
/// <param name="ClusterCa">Signs API server and client certificates.</param>
/// <param name="EtcdCa">Signs etcd's certificates.</param>
/// <param name="ServiceAccountKey">Signs service account tokens.</param>
internal sealed record ClusterPki(CertificateKeyPair ClusterCa, CertificateKeyPair EtcdCa, ServiceAccountKey ServiceAccountKey)
{
    /// <summary>Reads what kubeadm's certificate phases look for, and fails as they do.</summary>
    /// <exception cref="BootFailureException">A file is missing or broken.</exception>
    public static ClusterPki Read(VirtualDisk disk, string directory, DateTimeOffset now)
    {
        var clusterCa = ReadAuthority(disk, $"{directory}/ca", now);
        var etcdCa = ReadAuthority(disk, $"{directory}/etcd/ca", now);
        ReadAuthority(disk, $"{directory}/front-proxy-ca", now);
        return new ClusterPki(clusterCa, etcdCa, ReadServiceAccountKey(disk, directory));
    }

    private static CertificateKeyPair ReadAuthority(VirtualDisk disk, string path, DateTimeOffset now)
    {
        var pair = new CertificateKeyPair(Need(disk, path + ".crt"), Need(disk, path + ".key"));
        try
        {
            using var certificate = pair.Load();
            if (certificate.NotBefore.ToUniversalTime() > now.UtcDateTime || certificate.NotAfter.ToUniversalTime() < now.UtcDateTime)
            {
                throw Broken($"{path}.crt is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u}, and not now");
            }
        }
        catch (CryptographicException)
        {
            throw Broken($"{path}.crt and {path}.key must be a certificate and its key in PEM");
        }

        return pair;
    }

    private static ServiceAccountKey ReadServiceAccountKey(VirtualDisk disk, string directory)
    {
        if (!Need(disk, $"{directory}/sa.pub").Contains("PUBLIC KEY", StringComparison.Ordinal))
        {
            throw Broken($"{directory}/sa.pub must be a public key in PEM");
        }

        try
        {
            return ServiceAccountKey.FromPem(Need(disk, $"{directory}/sa.key"));
        }
        catch (CryptographicException)
        {
            throw Broken($"{directory}/sa.key must be a private key in PEM");
        }
    }

    private static string Need(VirtualDisk disk, string path) => disk.ReadText(path) ?? throw Broken($"{path} is not on the disk");

    private static BootFailureException Broken(string what) => new(BootFailureReasons.InvalidCertificates, $"kubeadm's certificates: {what}");
}
