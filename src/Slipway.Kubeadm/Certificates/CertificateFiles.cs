using System.Collections.Immutable;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.CloudInit;

namespace Slipway.Kubeadm.Certificates;

/// <summary>The files by which a control plane machine gets the cluster's authorities.</summary>
internal static class CertificateFiles
{
    private const string DefaultFolder = "/etc/kubernetes/pki";
    private const string CertificatePermissions = "0640";
    private const string KeyPermissions = "0600";

    /// <summary>
    /// The files, in the order of <see cref="AuthoritySecrets.Purposes"/>. The set must be complete. An authority without its key is one whose
    /// certificates the user brings.
    /// </summary>
    public static ImmutableArray<BootFile> For(AuthoritySet authorities, ClusterConfiguration? configuration)
    {
        var folder = configuration?.CertificatesDir ?? DefaultFolder;
        var external = configuration?.Etcd?.External;
        var files = ImmutableArray.CreateBuilder<BootFile>();
        foreach (var purpose in AuthoritySecrets.Purposes)
        {
            var secret = authorities[purpose]!;
            var (certificatePath, keyPath) = purpose == AuthorityPurpose.Etcd && external is not null
                ? (external.CaFile!, null)
                : Paths(folder, purpose);
            Add(files, certificatePath, secret.Text(ClusterSecrets.CertificateKey), CertificatePermissions);
            Add(files, keyPath, secret.Text(ClusterSecrets.PrivateKeyKey), KeyPermissions);
        }

        if (external is not null && authorities.EtcdClient?.ValueOrNull is { } client)
        {
            Add(files, external.CertFile, client.Text(ClusterSecrets.CertificateKey), CertificatePermissions);
            Add(files, external.KeyFile, client.Text(ClusterSecrets.PrivateKeyKey), KeyPermissions);
        }

        return files.ToImmutable();
    }

    private static void Add(ImmutableArray<BootFile>.Builder files, string? path, string? content, string permissions)
    {
        if (path is not null && !string.IsNullOrEmpty(content))
        {
            files.Add(new(path, content, Permissions: permissions));
        }
    }

    private static (string Certificate, string? Key) Paths(string folder, AuthorityPurpose purpose) => purpose switch
    {
        AuthorityPurpose.Cluster => ($"{folder}/ca.crt", $"{folder}/ca.key"),
        AuthorityPurpose.Etcd => ($"{folder}/etcd/ca.crt", $"{folder}/etcd/ca.key"),
        AuthorityPurpose.FrontProxy => ($"{folder}/front-proxy-ca.crt", $"{folder}/front-proxy-ca.key"),
        _ => ($"{folder}/sa.pub", $"{folder}/sa.key"),
    };
}
