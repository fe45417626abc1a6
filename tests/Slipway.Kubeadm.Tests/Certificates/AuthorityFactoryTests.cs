using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Objects;
using KeyAlgorithm = Slipway.Api.Bootstrap.Kubeadm.V1Beta2.KeyAlgorithm;

namespace Slipway.Kubeadm.Tests.Certificates;

public sealed class AuthorityFactoryTests
{
    private static readonly ObjectKey Demo = new("default", "demo");
    private readonly FakeTimeProvider _time = new(Make.Now);

    private AuthorityFactory Factory => new(new CertificateFactory(_time));

    [Theory]
    [InlineData(null, "1.2.840.10045.2.1")]
    [InlineData(KeyAlgorithm.EcdsaP384, "1.2.840.10045.2.1")]
    [InlineData(KeyAlgorithm.Rsa2048, "1.2.840.113549.1.1.1")]
    public void CreateAuthority_Algorithm_IsTheSpecsOrEcdsa(string? algorithm, string oid)
    {
        var secret = Create(AuthorityPurpose.Cluster, new ClusterConfiguration { EncryptionAlgorithm = algorithm, CaCertificateValidityPeriodDays = 100 });
        using var certificate = secret.KeyPair()!.LoadCertificate();

        Assert.Equal(oid, certificate.PublicKey.Oid.Value);
        Assert.Equal("CN=kubernetes", certificate.Subject);
        Assert.Equal(Make.Now + TimeSpan.FromDays(100), new DateTimeOffset(certificate.NotAfter));
        Assert.True(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public void CreateAuthority_Secret_IsTypedLabelledAndOwned()
    {
        var secret = Create(AuthorityPurpose.FrontProxy, null);

        Assert.Equal("demo-proxy", secret.Metadata.Name);
        Assert.Equal("cluster.x-k8s.io/secret", secret.Type);
        Assert.Equal("demo", secret.Metadata.Labels["cluster.x-k8s.io/cluster-name"]);
        Assert.Equal("uid-kcp", Assert.Single(secret.Metadata.OwnerReferences).Uid);
    }

    [Fact]
    public void CreateAuthority_ServiceAccount_IsAPublicKey() =>
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", Create(AuthorityPurpose.ServiceAccount, null).Text("tls.crt"), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, false)]
    [InlineData(182, false)]
    [InlineData(183, true)]
    [InlineData(400, true)]
    public void Kubeconfig_OfAge_IsRotatedAtHalfItsLife(int days, bool rotate)
    {
        var kubeconfig = Factory.CreateKubeconfig(Demo, Create(AuthorityPurpose.Cluster, null).KeyPair()!, "10.0.0.1:6443");

        Assert.Equal(rotate, KubeconfigAge.RotationDue(kubeconfig) < Make.Now + TimeSpan.FromDays(days));
        Assert.Contains("server: \"https://10.0.0.1:6443\"", kubeconfig, StringComparison.Ordinal);
        Assert.Contains("current-context: \"demo-admin@demo\"", kubeconfig, StringComparison.Ordinal);
    }

    [Fact]
    public void CertificateFiles_StackedEtcd_AreInOrderWithTheirPermissions()
    {
        var files = CertificateFiles.For(Set(), null);

        Assert.Equal(
            [
                "/etc/kubernetes/pki/ca.crt 0640", "/etc/kubernetes/pki/ca.key 0600", "/etc/kubernetes/pki/etcd/ca.crt 0640",
                "/etc/kubernetes/pki/etcd/ca.key 0600", "/etc/kubernetes/pki/front-proxy-ca.crt 0640", "/etc/kubernetes/pki/front-proxy-ca.key 0600",
                "/etc/kubernetes/pki/sa.pub 0640", "/etc/kubernetes/pki/sa.key 0600",
            ],
            files.Select(f => $"{f.Path} {f.Permissions}"));
    }

    [Fact]
    public void CertificateFiles_ExternalEtcd_GoWhereTheSpecSays()
    {
        var configuration = new ClusterConfiguration
        {
            Etcd = new() { External = new ExternalEtcd { CaFile = "/e/ca", CertFile = "/e/crt", KeyFile = "/e/key" } },
        };
        var client = new Observed<V1Secret>.Found(Create(AuthorityPurpose.Etcd, null));

        var paths = CertificateFiles.For(Set() with { EtcdClient = client }, configuration).Select(f => f.Path).ToList();

        Assert.Contains("/e/ca", paths);
        Assert.Equal(["/e/crt", "/e/key"], paths[^2..]);
        Assert.DoesNotContain("/etc/kubernetes/pki/etcd/ca.key", paths);
    }

    private AuthoritySet Set() => new(
        AuthoritySecrets.Purposes.ToImmutableDictionary(p => p, p => (Observed<V1Secret>)new Observed<V1Secret>.Found(Create(p, null))), null);

    private V1Secret Create(AuthorityPurpose purpose, ClusterConfiguration? configuration)
    {
        var owner = new V1OwnerReference { ApiVersion = "controlplane.cluster.x-k8s.io/v1beta2", Kind = "KubeadmControlPlane", Name = "demo", Uid = "uid-kcp", Controller = true };
        return KubeObject.From(Factory.CreateAuthority(Demo, purpose, owner, configuration)).To(BuiltInTypes.Secret.Json);
    }
}
