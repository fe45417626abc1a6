using System.Text;
using Slipway.Dev.Boot;
using Slipway.Dev.CloudInit;
using Slipway.Dev.Kubeadm;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Http;

namespace Slipway.Dev.Tests.Boot;

/// <summary>What kubeadm makes of the kubeconfigs that are there before it comes.</summary>
public sealed class DiskKubeconfigsTests
{
    private static readonly CertificateFactory Certificates = new(TimeProvider.System);
    private static readonly CertificateKeyPair Authority = Certificates.CreateAuthority("kubernetes");
    private static readonly string[] Names = ["admin", "super-admin", "kubelet", "controller-manager", "scheduler"];

    private readonly Dictionary<string, string> _files =
        Names.ToDictionary(n => $"/etc/kubernetes/{n}.conf", _ => Kubeconfig(Authority), StringComparer.Ordinal);

    public static TheoryData<string> OfInit => new(Names);

    public static TheoryData<string> OfJoin => new("admin", "controller-manager", "scheduler");

    [Fact]
    public void All_OfTheCluster_AreTaken()
    {
        Read().CheckInit(new(1, 31, 0));
        Read().CheckJoin();
    }

    [Theory]
    [MemberData(nameof(OfInit))]
    public void Init_OneMissing_IsNamed(string name)
    {
        _files.Remove($"/etc/kubernetes/{name}.conf");

        var says = Fail(k => k.CheckInit(new(1, 31, 0)));
        Assert.StartsWith($"kubeadm's kubeconfigs: /etc/kubernetes/{name}.conf is not on the disk", says, StringComparison.Ordinal);
        Read(withKey: true).CheckInit(new(1, 31, 0));
    }

    [Theory]
    [MemberData(nameof(OfJoin))]
    public void Join_OneMissing_IsNamed(string name)
    {
        _files.Remove("/etc/kubernetes/kubelet.conf");
        _files.Remove("/etc/kubernetes/super-admin.conf");
        Read().CheckJoin();
        _files.Remove($"/etc/kubernetes/{name}.conf");

        Assert.Contains($"/etc/kubernetes/{name}.conf is not on the disk", Fail(k => k.CheckJoin()), StringComparison.Ordinal);
    }

    [Fact]
    public void Init_BeforeThereWasASuperAdmin_NeedsNone()
    {
        _files.Remove("/etc/kubernetes/super-admin.conf");

        Read().CheckInit(new(1, 28, 9));
    }

    [Theory]
    [InlineData("[", "/etc/kubernetes/admin.conf is not YAML: line ")]
    [InlineData("text", "/etc/kubernetes/admin.conf is no kubeconfig")]
    [InlineData("{current-context: a}", "/etc/kubernetes/admin.conf: current-context must be one of its contexts")]
    [InlineData(
        "{current-context: a, contexts: [{name: a, context: {cluster: b}}]}",
        "/etc/kubernetes/admin.conf: the cluster of current-context must be one of its clusters")]
    [InlineData(
        "{current-context: a, contexts: [{name: a, context: {cluster: b}}], "
            + "clusters: [{name: b, cluster: {certificate-authority-data: '!'}}]}",
        "trusts another")]
    [InlineData("{current-context: [a], contexts: [a, 1], clusters: {}}", "current-context must be one")]
    public void NoKubeconfig_IsRefused(string text, string says)
    {
        _files["/etc/kubernetes/admin.conf"] = text;

        Assert.Contains(says, Fail(k => k.CheckInit(new(1, 31, 0))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // what is there is looked at, though it could be made
    public void AnotherAuthority_IsRefused(bool withKey)
    {
        _files["/etc/kubernetes/admin.conf"] = Kubeconfig(Certificates.CreateAuthority("kubernetes"));

        var says = Fail(k => k.CheckJoin(), withKey);
        Assert.Contains("/etc/kubernetes/admin.conf trusts another authority than the cluster's", says, StringComparison.Ordinal);
    }

    [Fact]
    public void AuthorityInAFile_IsReadThere()
    {
        _files["/etc/kubernetes/pki/ca.crt"] = Authority.CertificatePem;
        _files["/etc/kubernetes/admin.conf"] = """
            {current-context: a, contexts: [{name: a, context: {cluster: b}}],
             clusters: [{name: b, cluster: {certificate-authority: /etc/kubernetes/pki/ca.crt}}]}
            """;

        Read().CheckJoin();
    }

    private static string Kubeconfig(CertificateKeyPair authority) => new KubeconfigDocument
    {
        ClusterName = "kubernetes",
        UserName = "somebody",
        Server = new Uri("https://127.0.0.1:6443"),
        AuthorityPem = authority.CertificatePem,
        Client = Certificates.Issue(authority, CertificateSpec.Client("somebody")),
    }.ToYaml();

    private string Fail(Action<DiskKubeconfigs> check, bool withKey = false)
    {
        var failure = Assert.Throws<BootFailureException>(() => check(Read(withKey)));
        Assert.Equal(BootFailureReasons.InvalidKubeconfigs, failure.Reason);
        return failure.Message;
    }

    private DiskKubeconfigs Read(bool withKey = false)
    {
        var files = _files.Select(f => new WriteFile(f.Key, Encoding.UTF8.GetBytes(f.Value), Append: false));
        var authority = new CertificateKeyPair(Authority.CertificatePem, withKey ? Authority.PrivateKeyPem : "");
        return new(VirtualDisk.Of(new CloudConfig([.. files], [])), new ClusterPki(authority, EtcdCa: null, ServiceAccountKey: null!));
    }
}
