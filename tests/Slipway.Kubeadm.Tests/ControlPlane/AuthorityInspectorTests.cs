using System.Collections.Immutable;
using System.Text;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.ControlPlane.Authorities;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class AuthorityInspectorTests
{
    private static readonly ObjectKey Demo = new("default", "demo");

    private readonly CertificateFactory _certificates = new(new FakeTimeProvider(Make.Now));

    [Fact]
    public void Problems_OwnAuthority_None()
    {
        var authority = _certificates.CreateAuthority("kubernetes");

        Assert.Empty(Problems(authority.CertificatePem, authority.PrivateKeyPem, Kubeconfig(authority)));
    }

    [Fact]
    public void Problems_KeyKeptElsewhere_None() => Assert.Empty(Problems(_certificates.CreateAuthority("kubernetes").CertificatePem, null, null));

    [Fact]
    public void Problems_ForeignAuthority_NamesBothSecrets()
    {
        var (own, foreign) = (_certificates.CreateAuthority("kubernetes"), _certificates.CreateAuthority("kubernetes"));

        var problem = Assert.Single(Problems(foreign.CertificatePem, foreign.PrivateKeyPem, Kubeconfig(own)));

        Assert.StartsWith("Secret demo-ca has another authority than Secret demo-kubeconfig trusts", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_KeyOfAnotherAuthority_NamesTheKey()
    {
        var (first, second) = (_certificates.CreateAuthority("kubernetes"), _certificates.CreateAuthority("kubernetes"));

        Assert.Equal(
            "Secret demo-ca has a key under tls.key that is not the one of its certificate",
            Assert.Single(Problems(first.CertificatePem, second.PrivateKeyPem, null)));
    }

    [Fact]
    public void Problems_ServersCertificate_IsNoAuthority()
    {
        var server = _certificates.Issue(_certificates.CreateAuthority("kubernetes"), CertificateSpec.Client("x"));

        Assert.Contains("CA:FALSE", Assert.Single(Problems(server.CertificatePem, server.PrivateKeyPem, null)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "has no tls.crt")]
    [InlineData("garbage", "has no certificate in PEM form under tls.crt")]
    public void Problems_Unreadable_SaysWhat(string? certificate, string what) =>
        Assert.Equal($"Secret demo-ca {what}", Assert.Single(Problems(certificate, "x", null)));

    [Fact]
    public void Problems_RanOut_SaysWhen() => Assert.Contains(
        "ran out at 2026-12-03",
        Assert.Single(Problems(_certificates.CreateAuthority("k", TimeSpan.FromDays(10)).CertificatePem, null, null, Make.Now + TimeSpan.FromDays(11))),
        StringComparison.Ordinal);

    private static ImmutableArray<string> Problems(string? certificate, string? key, V1Secret? kubeconfig, DateTimeOffset? now = null)
    {
        var secrets = AuthoritySecrets.Purposes.ToImmutableDictionary(p => p, Observed<V1Secret> (_) => new Observed<V1Secret>.Absent())
            .SetItem(AuthorityPurpose.Cluster, new Observed<V1Secret>.Found(Secret("demo-ca", ("tls.crt", certificate), ("tls.key", key))));
        return new AuthorityInspector().Problems(Demo, new(secrets, EtcdClient: null), kubeconfig, now ?? Make.Now);
    }

    private V1Secret Kubeconfig(CertificateKeyPair authority) =>
        Secret("demo-kubeconfig", ("value", _certificates.CreateKubeconfig("demo", authority, "10.0.0.1:6443")));

    private static V1Secret Secret(string name, params ReadOnlySpan<(string Key, string? Value)> data)
    {
        var secret = new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default", Uid = $"uid-{name}", ResourceVersion = "1" },
            Data = new Dictionary<string, byte[]>(StringComparer.Ordinal),
        };
        foreach (var (key, value) in data)
        {
            if (value is not null)
            {
                secret.Data[key] = Encoding.UTF8.GetBytes(value);
            }
        }

        return secret;
    }
}
