using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Kubernetes.Tests.Certificates;

public sealed class CertificateFactoryTests
{
    private readonly CertificateFactory _factory = new(TimeProvider.System);

    [Theory]
    [InlineData(KeyAlgorithm.EcdsaP256, "EC PRIVATE KEY")]
    [InlineData(KeyAlgorithm.EcdsaP384, "EC PRIVATE KEY")]
    [InlineData(KeyAlgorithm.Rsa2048, "RSA PRIVATE KEY")]
    public void Authority_OfAnAlgorithm_SignsAnEcdsaCertificateThatItsChainTrusts(KeyAlgorithm algorithm, string label)
    {
        var authority = _factory.CreateAuthority("kubernetes", algorithm: algorithm);
        var issued = _factory.Issue(authority, CertificateSpec.Server("kube-apiserver", ["localhost", "127.0.0.1", "::1"]));

        Assert.StartsWith($"-----BEGIN {label}-----\n", authority.PrivateKeyPem, StringComparison.Ordinal);
        using var trusted = authority.LoadCertificate();
        using var certificate = issued.Load();
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(chain.Build(certificate));
        Assert.True(certificate.MatchesHostname("localhost"));
        Assert.True(certificate.MatchesHostname("127.0.0.1"));
        Assert.True(certificate.MatchesHostname("::1"));
        Assert.False(certificate.MatchesHostname("example.com"));
    }

    [Theory]
    [InlineData(KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP256)]
    [InlineData(KeyAlgorithm.Rsa2048, KeyAlgorithm.Rsa2048)]
    [InlineData(KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP384)]
    [InlineData(KeyAlgorithm.EcdsaP256, KeyAlgorithm.Rsa2048)]
    [InlineData(KeyAlgorithm.Rsa2048, KeyAlgorithm.EcdsaP256)]
    public void Issue_AuthorityWithTheKeyOfAnother_Refuses(KeyAlgorithm its, KeyAlgorithm another)
    {
        var authority = _factory.CreateAuthority("kubernetes", algorithm: its);
        var mixed = new CertificateKeyPair(authority.CertificatePem, _factory.CreateAuthority("kubernetes", algorithm: another).PrivateKeyPem);

        Assert.Throws<CryptographicException>(() => _factory.Issue(mixed, CertificateSpec.Client("a")));
    }

    [Fact]
    public void Issue_AuthorityWithoutAKey_Refuses()
    {
        var keyless = new CertificateKeyPair(_factory.CreateAuthority("kubernetes").CertificatePem, "");

        Assert.Throws<CryptographicException>(() => _factory.Issue(keyless, CertificateSpec.Client("a")));
    }

    [Fact]
    public void Client_WithGroups_NamesUserAndGroupsInKubeadmsOrder()
    {
        var issued = _factory.Issue(_factory.CreateAuthority("kubernetes"), CertificateSpec.Client("alice", "system:masters", "dev"));

        using var certificate = issued.LoadCertificate();
        Assert.Equal(
            ["system:masters", "dev", "alice"],
            certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false).Select(n => n.GetSingleElementValue()));
    }

    [Fact]
    public void Issue_LongerThanItsAuthority_EndsWithTheAuthority()
    {
        var authority = _factory.CreateAuthority("short", TimeSpan.FromHours(1));
        var issued = _factory.Issue(authority, CertificateSpec.Client("alice") with { Lifetime = TimeSpan.FromDays(1) });

        using var a = authority.LoadCertificate();
        using var c = issued.LoadCertificate();
        Assert.Equal(a.NotAfter, c.NotAfter);
    }

    [Fact]
    public void Server_WithNames_TellsAddressesFromDnsNames()
    {
        var spec = CertificateSpec.Server("etcd", ["node-1", "10.0.0.1", "node-1"]);

        Assert.Equal(["node-1"], spec.DnsNames);
        Assert.Equal([IPAddress.Parse("10.0.0.1")], spec.Addresses);
    }

    [Fact]
    public void Pin_OfAKnownCertificate_IsWhatOpensslComputes()
    {
        // openssl x509 -pubkey | openssl pkey -pubin -outform der | sha256sum
        const string pem = """
            -----BEGIN CERTIFICATE-----
            MIIBfzCCASWgAwIBAgIUdBy/4K/t8j+NcadlvuMagEBCUKEwCgYIKoZIzj0EAwIw
            FTETMBEGA1UEAwwKa3ViZXJuZXRlczAeFw0yNjExMjMwNjE1MzhaFw00NjExMTgw
            NjE1MzhaMBUxEzARBgNVBAMMCmt1YmVybmV0ZXMwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAASFfl5BIswIhvUFschDeLQLJPJyDgDLSyz/LLUSFhkWfHtn6ADcNeCr
            Okd5FxAzRiBGLheQAIic6As+6ulGpPWRo1MwUTAdBgNVHQ4EFgQUjNYuL4c1CvE8
            damz2Stp8WVV60EwHwYDVR0jBBgwFoAUjNYuL4c1CvE8damz2Stp8WVV60EwDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiA33u09v2KM5yfe9y/HKVDT
            E/tLKlQ3EN1WmAuTzgswdgIhAPO0E4fPfYKoLRG75d0V61nIYylUGel2YClXgoS2
            N+52
            -----END CERTIFICATE-----
            """;

        Assert.Equal("sha256:d9153713bda29df126c0764d672c35775feacdc8837e4dcfb8d558a05b0ed2ce", PublicKeyPin.Compute(pem));
    }
}
