using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.KubeadmTypes;

/// <summary>What the real kubeadm says of our files: the one on PATH, or the one that SLIPWAY_KUBEADM names.</summary>
public sealed class KubeadmProgramTests
{
    [Theory]
    [InlineData("init")]
    [InlineData("join, control plane")]
    [InlineData("join, worker")]
    public async Task ConfigValidate_WholeSpec_IsValid(string what)
    {
        var kubeadm = await KubeadmProgram.RequireAsync();

        foreach (var api in kubeadm.Apis)
        {
            var spec = WholeSpec.For(api, p384: api == KubeadmApi.V1Beta4 && kubeadm.Version.IsAtLeast(1, 34));
            var text = what switch
            {
                "init" => KubeadmFiles.Init(api, KubeadmFiles.Facts(kubeadm.Version), spec),
                "join, worker" => KubeadmFiles.JoinWorker(api, spec),
                _ => KubeadmFiles.JoinControlPlane(api, spec),
            };

            var (status, output) = await kubeadm.RunAsync(text, "config", "validate", "--allow-deprecated-api");

            Assert.True(status == 0, $"{api}: {output}");
            Assert.DoesNotContain("unknown field", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task InitDryRun_WholeSpec_GetsToItsEnd()
    {
        var kubeadm = await KubeadmProgram.RequireAsync();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "kubeadm init --dry-run wants to be root");

        var spec = WholeSpec.For(KubeadmApis.For(kubeadm.Version)!.Value, p384: kubeadm.Version.IsAtLeast(1, 34));
        spec.InitConfiguration!.Patches = null;
        spec.InitConfiguration.NodeRegistration!.IgnorePreflightErrors = ["all"];
        var text = KubeadmFiles.Init(KubeadmApis.For(kubeadm.Version)!.Value, KubeadmFiles.Facts(kubeadm.Version), spec);
        var (status, output) = await kubeadm.RunAsync(text, "init", "--dry-run");

        Assert.True(status == 0, output);
        Assert.Contains("--v=2", output, StringComparison.Ordinal);
        Assert.Contains("quota-backend-bytes=8589934592", output, StringComparison.Ordinal);
        Assert.Contains("HTTPS_PROXY", output, StringComparison.Ordinal);
        Assert.Contains("mountPath: /etc/extra", output, StringComparison.Ordinal);
        Assert.Contains("kubeadm join 10.0.0.1:6443", output, StringComparison.Ordinal);
    }
}
