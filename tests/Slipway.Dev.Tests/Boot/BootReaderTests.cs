using Slipway.Kubernetes.Certificates;
using Slipway.Dev.Boot;

namespace Slipway.Dev.Tests.Boot;

public sealed class BootReaderTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private const string IgnitionFile =
        "{\"ignition\": {\"version\": \"3.0.0\"}, \"storage\": {\"files\": [{\"path\": \"/geheim\", \"contents\": ";

    private static readonly MachineIdentity Machine = new("demo-cp-1", "in-memory://demo-cp-1", "v1.31.0");

    [Fact]
    public void Init_AsTheBootstrapProviderWritesIt_BootsAControlPlaneMachine()
    {
        var machine = BootReader.Read(UserData.Init(), Machine, Now);

        Assert.True(machine.IsControlPlane);
        Assert.NotNull(machine.Init);
        Assert.Equal("demo-cp-1", machine.Registration.Name);
    }

    [Fact]
    public void Join_OfAWorker_NamesTokenAndEndpoint()
    {
        var machine = BootReader.Read(UserData.Join(), Machine, Now);

        Assert.False(machine.IsControlPlane);
        Assert.Equal(("127.0.0.1:20000", "abcdef"), (machine.Discovery!.Endpoint, machine.Discovery.TokenId));
    }

    [Theory]
    [InlineData("v1beta4", "kubeletExtraArgs: [{name: node-labels, value: tier=worker}]")]
    [InlineData("v1beta3", "kubeletExtraArgs: {node-labels: tier=worker}")]
    public void KubeletArguments_InTheFormOfTheirVersion_AreRead(string api, string arguments)
    {
        var machine = BootReader.Read(UserData.Join($"  {arguments}", kubeadmApi: api), Machine, Now);

        Assert.Equal("tier=worker", machine.Registration.KubeletArguments["node-labels"]);
    }

    [Fact]
    public void Join_WrittenForIgnition_RunsTheScriptOfItsUnit()
    {
        var machine = BootReader.Read(UserData.Ignition(UserData.Join()), Machine, Now);

        Assert.Equal(("127.0.0.1:20000", "abcdef"), (machine.Discovery!.Endpoint, machine.Discovery.TokenId));
    }

    [Fact]
    public void Join_DiscoveryByFile_TrustsTheAuthorityInTheFile()
    {
        var machine = BootReader.Read(UserData.JoinByFile("interactiveMode: Never"), Machine, Now);

        Assert.Equal(("127.0.0.1:20000", false), (machine.Discovery!.Endpoint, machine.Discovery.HasToken));
        Assert.Equal([PublicKeyPin.Compute(UserData.Authority.CertificatePem)], machine.Discovery.CaCertHashes);
        var failure = Assert.Throws<BootFailureException>(() => BootReader.Read(UserData.JoinByFile(""), Machine, Now));
        Assert.Contains("interactiveMode", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void UserData_ThatARealMachineWouldNotBootFrom_SaysWhy(string userData, string reason, string says)
    {
        var failure = Assert.Throws<BootFailureException>(() => BootReader.Read(userData, Machine, Now));

        Assert.Equal(reason, failure.Reason);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "echo hello", "InvalidUserData", "#cloud-config" },
        { "#cloud-config\nwrite_files: [", "InvalidUserData", "not YAML" },
        { "#cloud-config\nwrite_files: [{content: x}]", "InvalidUserData", "write_files[0]: needs a path" },
        { "#cloud-config\nwrite_files: [{path: /a, encoding: rot13}]", "InvalidUserData", "write_files[0].encoding: must be" },
        { "#cloud-config\nruncmd: [echo]", "KubeadmNotRun", "kubeadm init" },
        { UserData.Join(command: "kubeadm join --config /elsewhere.yaml"), "KubeadmNotRun", "--config" },
        { UserData.Init(kubeadmApi: "v1beta2"), "InvalidKubeadmConfig", "kubeadm.k8s.io/v1beta4" },
        { UserData.Init(version: "v1.33.0"), "KubeadmPreflightFailed", "v1.33.0" },
        { UserData.Init(version: "next"), "InvalidKubeadmConfig", "kubernetesVersion" },
        { UserData.Init(extra: "apiServer: {certSANs: none}"), "InvalidKubeadmConfig", "apiServer.certSANs: must be a list" },
        { UserData.Init(caKey: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"), "InvalidCertificates", "/etc/kubernetes/pki/ca" },
        { UserData.Join(token: "secret"), "InvalidKubeadmConfig", "discovery.bootstrapToken.token" },
        { UserData.Join("  taints: [{key: a}]"), "InvalidKubeadmConfig", "nodeRegistration.taints" },
        { UserData.Join("  kubeletExtraArgs: {a: b}"), "InvalidKubeadmConfig", "nodeRegistration.kubeletExtraArgs: must be a list" },
    };

    /// <summary>User data are what a Secret holds, of which no condition may tell.</summary>
    [Theory]
    [InlineData("{\"a\":\n geheim}", "Ignition cannot use the user data: it is not JSON: line 2")]
    [InlineData("{\"ignition\": \"geheim\"}", "ignition.version must be 3.x")]
    [InlineData("{\"ignition\": {\"version\": \"3.0.0\"}, \"ignition\": \"geheim\"}", "a field is there twice")]
    [InlineData(IgnitionFile + "\"geheim\"}]}}", "kubeadm init")]
    [InlineData(IgnitionFile + "{\"source\": \"https://geheim\"}}]}}", "storage.files[0]: nothing is fetched")]
    [InlineData(IgnitionFile + "{\"source\": \"data:;base64,_\"}}]}}", "storage.files[0].contents")]
    [InlineData("#cloud-config\nwrite_files: [{path: geheim}]", "write_files[0].path: must be absolute")]
    [InlineData(
        "#cloud-config\nwrite_files: [{path: /geheim, permissions: geheim}]",
        "write_files[0].permissions: must be octal digits")]
    [InlineData(
        "#cloud-config\nwrite_files: [{path: /geheim, encoding: geheim}]",
        "write_files[0].encoding: must be base64, gzip or gzip+base64")]
    [InlineData(
        "#cloud-config\nwrite_files: [{path: /geheim, encoding: base64, content: geheim!}]",
        "write_files[0].content: is not what its encoding says")]
    [InlineData("#cloud-config\nruncmd: [kubeadm join --config geheim]", "kubeadm's --config names a file that is not on the disk")]
    [InlineData(
        "#cloud-config\nwrite_files: [{path: /k, content: '{apiVersion: kubeadm.k8s.io/geheim, kind: geheim}'}]\n"
            + "runcmd: [kubeadm join --config /k]",
        "does not know the version of document 1")]
    public void Failure_NamesTheFieldAndWhatWouldBeRight_AndNothingOfTheData(string userData, string says)
    {
        var failure = Assert.Throws<BootFailureException>(() => BootReader.Read(userData, Machine, Now));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_OverAToken_DoesNotTellTheToken()
    {
        var failure = Assert.Throws<BootFailureException>(() => BootReader.Read(UserData.Join(token: "abcdef.0123"), Machine, Now));

        Assert.DoesNotContain("0123", failure.Message, StringComparison.Ordinal);
    }
}
