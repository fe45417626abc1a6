using System.Security.Cryptography;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.Dev.Boot;
using Slipway.Dev.CloudInit;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Dev.Kubeadm;

/// <summary>The certificate authorities and keys that a control plane machine finds on its disk.</summary>
/// <param name="ClusterCa">Signs the API server's certificate and those of its clients.</param>
/// <param name="EtcdCa">Signs etcd's certificates and those of its clients; null where etcd runs elsewhere.</param>
/// <param name="ServiceAccountKey">Signs service account tokens.</param>
internal sealed record ClusterPki(CertificateKeyPair ClusterCa, CertificateKeyPair? EtcdCa, ServiceAccountKey ServiceAccountKey)
{
    private const string DefaultDirectory = "/etc/kubernetes/pki";

    /// <summary>The API server's certificate, where it was brought.</summary>
    public CertificateKeyPair? ApiServer { get; init; }

    /// <summary>etcd's server certificate, where it was brought.</summary>
    public CertificateKeyPair? EtcdServer { get; init; }

    /// <summary>Whether the key of the cluster's authority is kept elsewhere: nothing can be signed here.</summary>
    public bool IsKeyless => ClusterCa.PrivateKeyPem.Length == 0;

    /// <summary>
    /// Reads what kubeadm's certificate phases look for, and fails as they do: an authority may lack its key when all that it would sign is
    /// there.
    /// </summary>
    /// <param name="disk">The machine's disk.</param>
    /// <param name="cluster">kubeadm's ClusterConfiguration; null for one that says nothing.</param>
    /// <param name="now">When the certificates must be valid.</param>
    /// <exception cref="BootFailureException">A file is missing or broken.</exception>
    public static ClusterPki Read(VirtualDisk disk, KubeadmDocument? cluster, DateTimeOffset now)
    {
        var certificates = new DiskCertificates(disk, now);
        var directory = cluster?.Text("certificatesDir") ?? DefaultDirectory;
        var (ca, frontProxy, etcd) = ($"{directory}/ca", $"{directory}/front-proxy-ca", $"{directory}/etcd/ca");
        var clusterCa = certificates.ReadAuthority(ca);
        var apiServer = certificates.ReadSigned($"{directory}/apiserver", clusterCa, ca);
        certificates.ReadSigned($"{directory}/apiserver-kubelet-client", clusterCa, ca);
        certificates.ReadSigned($"{directory}/front-proxy-client", certificates.ReadAuthority(frontProxy), frontProxy);
        var pki = new ClusterPki(clusterCa, EtcdCa: null, ReadServiceAccountKey(certificates, directory)) { ApiServer = apiServer };
        if (cluster?.Has("etcd", "external") == true)
        {
            CheckExternalEtcd(certificates, cluster);
            return pki;
        }

        var etcdCa = certificates.ReadAuthority(etcd);
        foreach (var client in new[] { "etcd/peer", "etcd/healthcheck-client", "apiserver-etcd-client" })
        {
            certificates.ReadSigned($"{directory}/{client}", etcdCa, etcd);
        }

        return pki with { EtcdCa = etcdCa, EtcdServer = certificates.ReadSigned($"{directory}/etcd/server", etcdCa, etcd) };
    }

    // kubeadm asks an etcd of others for its version, with the files that its configuration names.
    private static void CheckExternalEtcd(DiskCertificates certificates, KubeadmDocument cluster)
    {
        foreach (var field in new[] { "caFile", "certFile", "keyFile" })
        {
            if (cluster.Text("etcd", "external", field) is { Length: > 0 } path)
            {
                certificates.Need(path);
            }
        }
    }

    private static ServiceAccountKey ReadServiceAccountKey(DiskCertificates certificates, string directory)
    {
        if (!certificates.Need($"{directory}/sa.pub").Contains("PUBLIC KEY", StringComparison.Ordinal))
        {
            throw DiskCertificates.Broken($"{directory}/sa.pub must be a public key in PEM");
        }

        try
        {
            return ServiceAccountKey.FromPem(certificates.Need($"{directory}/sa.key"));
        }
        catch (CryptographicException)
        {
            throw DiskCertificates.Broken($"{directory}/sa.key must be a private key in PEM");
        }
    }
}
