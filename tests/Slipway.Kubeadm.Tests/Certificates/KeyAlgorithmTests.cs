using System.Globalization;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Tests.KubeadmTypes;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.Certificates;

/// <summary>Keys and validity as openssl reads them, of what we make and of what the real kubeadm makes with it.</summary>
public sealed class KeyAlgorithmTests
{
    public static TheoryData<string, string> Algorithms => new()
    {
        { KeyAlgorithm.Rsa2048, "Public-Key: (2048 bit)" },
        { KeyAlgorithm.Rsa3072, "Public-Key: (3072 bit)" },
        { KeyAlgorithm.Rsa4096, "Public-Key: (4096 bit)" },
        { KeyAlgorithm.EcdsaP256, "ASN1 OID: prime256v1" },
        { KeyAlgorithm.EcdsaP384, "ASN1 OID: secp384r1" },
    };

    [Theory, MemberData(nameof(Algorithms))]
    public async Task CreateAuthority_EachAlgorithm_IsThatToOpenssl(string algorithm, string expected)
    {
        var openssl = RequireOpenssl();
        var configuration = new ClusterConfiguration { EncryptionAlgorithm = algorithm, CaCertificateValidityPeriodDays = 400 };

        // The others are made as the cluster's own is.
        foreach (var purpose in new[] { AuthorityPurpose.Cluster, AuthorityPurpose.ServiceAccount })
        {
            var secret = Make.Authority(purpose, configuration);
            var (_, key) = await Programs.RunAsync(openssl, ["pkey", "-noout", "-text_pub"], secret.Text(ClusterSecrets.PrivateKeyKey)!);
            Assert.Contains(expected, key, StringComparison.Ordinal);
            if (purpose == AuthorityPurpose.ServiceAccount)
            {
                var (status, publicKey) = await Programs.RunAsync(openssl, ["pkey", "-pubin", "-noout", "-text_pub"], secret.Text(ClusterSecrets.CertificateKey)!);
                Assert.True(status == 0 && publicKey == key, publicKey);
                continue;
            }

            var certificate = await ReadCertificateAsync(openssl, secret.Text(ClusterSecrets.CertificateKey)!);
            Assert.Contains(expected, certificate, StringComparison.Ordinal);
            Assert.Contains("CA:TRUE", certificate, StringComparison.Ordinal);
            Assert.Contains(Not("After", Make.Now + TimeSpan.FromDays(400)), certificate, StringComparison.Ordinal);
        }
    }

    // Longer RSA keys take kubeadm many seconds.
    [Theory]
    [InlineData(KeyAlgorithm.Rsa2048, "Public-Key: (2048 bit)")]
    [InlineData(KeyAlgorithm.EcdsaP256, "ASN1 OID: prime256v1")]
    [InlineData(KeyAlgorithm.EcdsaP384, "ASN1 OID: secp384r1")]
    public async Task KubeadmCerts_WithOurAuthorities_AreSignedByThemAndAsTheSpecSays(string algorithm, string expected)
    {
        var openssl = RequireOpenssl();
        var kubeadm = await KubeadmProgram.RequireAsync();
        Assert.SkipUnless(kubeadm.Version.IsAtLeast(1, 34), $"kubeadm {kubeadm.Version} does not know every algorithm");
        var folder = Directory.CreateTempSubdirectory("slipway-pki-");
        var spec = new KubeadmConfigSpec
        {
            ClusterConfiguration = new ClusterConfiguration
            {
                EncryptionAlgorithm = algorithm, CertificateValidityPeriodDays = 90, CertificatesDir = folder.FullName,
            },
            InitConfiguration = new InitConfiguration { LocalAPIEndpoint = new LocalApiEndpoint { AdvertiseAddress = "10.1.2.3" } },
        };
        foreach (var file in CertificateFiles.For(Make.Authorities(spec.ClusterConfiguration, TimeProvider.System), spec.ClusterConfiguration))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
            await File.WriteAllTextAsync(file.Path, file.Content, TestContext.Current.CancellationToken);
        }

        var config = KubeadmFiles.Init(KubeadmApi.V1Beta4, KubeadmFiles.Facts(kubeadm.Version), spec);
        var (status, output) = await kubeadm.RunAsync(config, "init", "phase", "certs", "all");

        Assert.True(status == 0, output);
        foreach (var (authority, leaf) in new[] { ("ca.crt", "apiserver.crt"), ("etcd/ca.crt", "etcd/server.crt"), ("front-proxy-ca.crt", "front-proxy-client.crt") })
        {
            var (verified, verdict) = await Programs.RunAsync(openssl, ["verify", "-CAfile", authority, leaf], folder: folder.FullName);
            Assert.True(verified == 0, verdict);
            var text = await ReadCertificateAsync(openssl, await File.ReadAllTextAsync(Path.Combine(folder.FullName, leaf), TestContext.Current.CancellationToken));
            Assert.Contains(expected, text, StringComparison.Ordinal);
            Assert.Equal((true, false), (await LastsAsync(89), await LastsAsync(91)));

            async Task<bool> LastsAsync(int days) => (await Programs.RunAsync(
                openssl, ["x509", "-noout", "-in", leaf, "-checkend", (days * 86400).ToString(CultureInfo.InvariantCulture)], folder: folder.FullName)).Status == 0;
        }

        // With what it signs there, kubeadm goes on without an authority's key: who brought it keeps it.
        File.Delete(Path.Combine(folder.FullName, "front-proxy-ca.key"));
        (status, output) = await kubeadm.RunAsync(config, "init", "phase", "certs", "all");
        Assert.True(status == 0, output);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void CertificateFiles_AuthorityWithoutKey_IsItsCertificateAlone()
    {
        var authorities = Make.Authorities();
        authorities[AuthorityPurpose.Cluster]!.Data.Remove(ClusterSecrets.PrivateKeyKey);
        authorities[AuthorityPurpose.FrontProxy]!.Data[ClusterSecrets.PrivateKeyKey] = [];

        var paths = CertificateFiles.For(authorities, null).Select(f => f.Path).ToList();

        Assert.Contains("/etc/kubernetes/pki/ca.crt", paths);
        Assert.DoesNotContain("/etc/kubernetes/pki/ca.key", paths);
        Assert.DoesNotContain("/etc/kubernetes/pki/front-proxy-ca.key", paths);
    }

    private static string RequireOpenssl()
    {
        var path = Programs.Find("openssl");
        Assert.SkipWhen(path is null, "openssl is not on PATH: what others read in our certificates is not asked");
        return path!;
    }

    private static async Task<string> ReadCertificateAsync(string openssl, string pem)
    {
        var (status, text) = await Programs.RunAsync(openssl, ["x509", "-noout", "-text"], pem);
        Assert.True(status == 0, text);
        return text;
    }

    private static string Not(string which, DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"Not {which} : {time:MMM} {time.Day,2} {time:HH:mm:ss yyyy} GMT");
}
