using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>A Kubernetes that a vendor has built: its version has build metadata, and its images have tags of their own.</summary>
public sealed class VendorVersionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Version_WithBuildMetadata_IsWhatKubeadmInstallsAndUpgradesTo()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0, "v1.30.4+vendor.1"));
        Assert.Equal(("v1.30.4+vendor.1", "v1.30.4_vendor.1"), await InstalledAsync(cluster));

        await cluster.UpgradeControlPlaneAsync("v1.31.0+vendor.2");

        Assert.Equal(("v1.31.0+vendor.2", "v1.31.0_vendor.2"), await InstalledAsync(cluster));
    }

    private static async Task<(string Version, string Tag)> InstalledAsync(TestCluster cluster)
    {
        using var workload = cluster.Workload();
        var map = (await workload.GetAsync(BuiltInTypes.ConfigMap, new("kube-system", "kubeadm-config"), Token)).ToJsonObject();
        var configuration = KubeYaml.Parse((string)map["data"]!["ClusterConfiguration"]!);
        var proxy = (await workload.GetAsync(BuiltInTypes.DaemonSet, new("kube-system", "kube-proxy"), Token)).ToJsonObject();
        var image = (string)proxy["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!;
        return (configuration.Text("kubernetesVersion")!, image.Split(':')[^1]);
    }
}
