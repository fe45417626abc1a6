using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>CoreDNS and kube-proxy of a cluster follow what its control plane says, unless they are to be left alone.</summary>
public sealed class AddOnScenarioTests
{
    private static readonly string Corefile = ".:53 {\n    errors\n    health\n    forward . /etc/resolv.conf\n}\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CoreDns_OfAnotherRelease_GetsImageAndCorefile()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        using var workload = await cluster.AnsweringWorkloadAsync();
        await using var view = await ObjectView.OpenAsync(workload, [BuiltInTypes.Deployment, BuiltInTypes.ConfigMap]);
        await InstallAsync(workload, "registry.k8s.io/coredns:1.6.2");

        await cluster.PatchAsync(KubeadmTypes.KubeadmControlPlane, cluster.ControlPlaneKey, Wanting("v1.8.0"));

        await view.UntilAsync("CoreDNS 1.8.0", o => ImageOf(o) == "registry.k8s.io/coredns/coredns:v1.8.0");
        var map = view.Read(o => o.Find(BuiltInTypes.ConfigMap, "coredns"));
        Assert.Equal(Corefile, map.Text("data.Corefile-backup"));
        Assert.Contains("max_concurrent 1000", map.Text("data.Corefile"), StringComparison.Ordinal);
        Assert.Contains("imageTag: v1.8.0", view.Read(o => o.Find(BuiltInTypes.ConfigMap, "kubeadm-config").Text("data.ClusterConfiguration")), StringComparison.Ordinal);
        Assert.Single(cluster.ControlPlaneNodes());
    }

    [Fact]
    public async Task CoreDns_ToBeSkipped_StaysWhenKubeProxyGoes_UntilItIsNot()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0, "v1.31.0"));
        using var workload = await cluster.AnsweringWorkloadAsync();
        await using var view = await ObjectView.OpenAsync(workload, [BuiltInTypes.Deployment, BuiltInTypes.DaemonSet]);
        await InstallAsync(workload, "registry.k8s.io/coredns:1.6.2");
        await view.UntilAsync("the older CoreDNS is there", o => ImageOf(o) == "registry.k8s.io/coredns:1.6.2");
        view.Always(o => ImageOf(o) is { } image && image != "registry.k8s.io/coredns:1.6.2" ? image : null);

        await AnnotateAsync(plane.Client, cluster, "");
        await cluster.PatchAsync(KubeadmTypes.KubeadmControlPlane, cluster.ControlPlaneKey, Wanting("v1.8.0"));
        await cluster.UpgradeControlPlaneAsync("v1.32.0");
        await view.UntilAsync(
            "kube-proxy follows",
            o => o.Find(BuiltInTypes.DaemonSet, "kube-proxy")?["spec"]?["template"]?["spec"]?["containers"]?[0]?["image"]?.ToString()
                .EndsWith(":v1.32.0", StringComparison.Ordinal) == true);
        Assert.Empty(view.Violations);

        await AnnotateAsync(plane.Client, cluster, null);
        await view.UntilAsync("CoreDNS follows too", o => ImageOf(o) == "registry.k8s.io/coredns/coredns:v1.8.0");
    }

    private static string? ImageOf(Objects objects) =>
        objects.Find(BuiltInTypes.Deployment, "coredns")?["spec"]?["template"]?["spec"]?["containers"]?[0]?["image"]?.ToString();

    private static JsonObject Wanting(string tag) => new()
    {
        ["kubeadmConfigSpec"] = new JsonObject
        {
            ["clusterConfiguration"] = new JsonObject { ["dns"] = new JsonObject { ["imageTag"] = tag } },
        },
    };

    private static Task AnnotateAsync(IKubeClient client, TestCluster cluster, string? value)
    {
        var annotations = new JsonObject { ["controlplane.cluster.x-k8s.io/skip-coredns"] = value };
        var body = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } };
        return client.PatchAsync(KubeadmTypes.KubeadmControlPlane, cluster.ControlPlaneKey, KubePatch.Merge(body), WriteOptions.Default, Token);
    }

    /// <summary>CoreDNS as an older cluster has it.</summary>
    private static async Task InstallAsync(IKubeClient workload, string image)
    {
        ObjectKey key = new("kube-system", "coredns");
        var corefile = new JsonObject { ["data"] = new JsonObject { ["Corefile"] = Corefile } };
        await workload.PatchAsync(BuiltInTypes.ConfigMap, key, KubePatch.Merge(corefile), WriteOptions.Default, Token);
        var deployment = (await workload.GetAsync(BuiltInTypes.Deployment, key, Token)).ToJsonObject();
        deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = image;
        await workload.UpdateAsync(BuiltInTypes.Deployment, deployment, WriteOptions.Default, Token);
    }
}
