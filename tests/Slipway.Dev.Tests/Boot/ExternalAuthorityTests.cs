using System.Text;
using Slipway.Dev.Boot;
using Slipway.Dev.CloudInit;
using Slipway.Dev.Kubeadm;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Dev.Tests.Boot;

/// <summary>kubeadm's external mode: an authority without its key, and all that it would have signed.</summary>
public sealed class ExternalAuthorityTests
{
    private const string Directory = "/srv/pki";
    private const string External =
        $"{{external: {{caFile: {Directory}/external/ca, certFile: {Directory}/external/crt, keyFile: {Directory}/external/key}}}}";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly string[] Signed =
    [
        "apiserver", "apiserver-kubelet-client", "etcd/server", "etcd/peer", "etcd/healthcheck-client", "apiserver-etcd-client",
        "front-proxy-client",
    ];

    private readonly CertificateFactory _certificates = new(TimeProvider.System);
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly CertificateKeyPair _authority;

    public ExternalAuthorityTests()
    {
        _authority = _certificates.CreateAuthority("kubernetes");
        foreach (var authority in new[] { "ca", "etcd/ca", "front-proxy-ca" })
        {
            _files[$"{authority}.crt"] = _authority.CertificatePem;
        }

        foreach (var name in Signed)
        {
            Put(name, _certificates.Issue(_authority, CertificateSpec.Server(name, ["localhost"])));
        }

        (_files["sa.pub"], _files["sa.key"]) = CertificateFactory.CreateKeyPair();
    }

    public static TheoryData<string> SignedNames => new(Signed);

    [Fact]
    public void Read_AllThatTheAuthoritiesWouldSign_IsServedAsBrought()
    {
        var pki = Read();

        Assert.Equal(_files["apiserver.crt"], pki.ApiServer!.CertificatePem);
        Assert.Equal(_files["etcd/server.crt"], pki.EtcdServer!.CertificatePem);
    }

    [Fact]
    public void Read_AuthorityWithItsKey_NeedsNothingThatItSigns()
    {
        _files["ca.key"] = _authority.PrivateKeyPem;
        _files.Remove("apiserver.crt");

        Assert.Null(Read().ApiServer);
    }

    [Fact]
    public void Read_AuthorityWithItsKey_TakesWhatIsThere()
    {
        _files["ca.key"] = _authority.PrivateKeyPem;

        Assert.Equal(_files["apiserver.crt"], Read().ApiServer!.CertificatePem);
    }

    [Fact]
    public void Read_CertificateOfNoAuthority_NamesTheFile()
    {
        _files["ca.crt"] = _files["apiserver.crt"];

        Assert.Contains($"{Directory}/ca.crt is not an authority's", Fail(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EtcdElsewhere_NeedsItsFilesAndNoAuthority()
    {
        foreach (var name in _files.Keys.Where(n => n.Contains("etcd", StringComparison.Ordinal)).ToList())
        {
            _files.Remove(name);
        }

        foreach (var name in new[] { "external/ca", "external/crt", "external/key" })
        {
            Assert.Contains($"{Directory}/{name} is not on the disk", Fail(External), StringComparison.Ordinal);
            _files[name] = "";
        }

        Assert.Null(Read(External).EtcdCa);
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void Read_CertificateMissing_NamesTheFile(string name)
    {
        _files.Remove($"{name}.crt");

        Assert.Contains($"{Directory}/{name}.crt is not on the disk", Fail(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void Read_KeyMissing_NamesTheFile(string name)
    {
        _files.Remove($"{name}.key");

        Assert.Contains($"{Directory}/{name}.key is not on the disk", Fail(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void Read_SignedByAnotherOfTheSameName_NamesTheFile(string name)
    {
        Put(name, _certificates.Issue(_certificates.CreateAuthority("kubernetes"), CertificateSpec.Server(name, ["localhost"])));

        Assert.Contains($"{Directory}/{name}.crt is not signed by", Fail(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_KeyOfAnother_NamesBothFilesAndTellsNeither()
    {
        _files["apiserver.key"] = _files["sa.key"];

        Assert.Contains($"{Directory}/apiserver.crt and {Directory}/apiserver.key must be", Fail(), StringComparison.Ordinal);
    }

    private void Put(string name, CertificateKeyPair pair) =>
        (_files[$"{name}.crt"], _files[$"{name}.key"]) = (pair.CertificatePem, pair.PrivateKeyPem);

    private string Fail(string etcd = "{}")
    {
        var failure = Assert.Throws<BootFailureException>(() => Read(etcd));
        Assert.Equal(BootFailureReasons.InvalidCertificates, failure.Reason);
        return failure.Message;
    }

    private ClusterPki Read(string etcd = "{}")
    {
        var files = _files.Select(f => new WriteFile($"{Directory}/{f.Key}", Encoding.UTF8.GetBytes(f.Value), Append: false));
        var cluster = KubeadmDocuments.Parse(
            $"{{apiVersion: kubeadm.k8s.io/v1beta4, kind: ClusterConfiguration, certificatesDir: {Directory}, etcd: {etcd}}}",
            new(1, 31, 0));
        return ClusterPki.Read(VirtualDisk.Of(new CloudConfig([.. files], [])), cluster.Find("ClusterConfiguration"), Now);
    }
}
