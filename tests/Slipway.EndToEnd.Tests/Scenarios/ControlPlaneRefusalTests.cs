using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>What a control plane is not to do, and says why.</summary>
public sealed class ControlPlaneRefusalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Version_OlderThanWhatRuns_IsNotRolledOut_UntilTakenBack()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0, "v1.31.0"));
        cluster.View.Always(o => o.Of(CoreTypes.Machine).FirstOrDefault(m => m.Text("spec.version") != "v1.31.0").Text("metadata.name"));

        await cluster.AskAsync(cluster.Shape with { Version = "v1.30.0" });
        await SaysAsync(cluster, "RollingOut", "spec.version: v1.30.0 is older than v1.31.0 of Machine demo-control-plane-");
        await cluster.ChangeAsync(cluster.Shape with { Version = "v1.31.0" });

        Assert.Empty(cluster.View.Violations);
        Assert.Single(cluster.ControlPlaneNodes());
    }

    [Fact]
    public async Task Version_TwoMinorsInTwoEdits_IsNotRolledOut()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0, "v1.31.0"));
        await PauseAsync(plane.Client, paused: true);
        await cluster.AskAsync(cluster.Shape with { Version = "v1.32.0" });
        await cluster.AskAsync(cluster.Shape with { Version = "v1.33.0" });
        await PauseAsync(plane.Client, paused: false);

        await SaysAsync(cluster, "RollingOut", "spec.version: v1.33.0 skips a minor version: Machine demo-control-plane-");
        await cluster.ChangeAsync(cluster.Shape with { Version = "v1.32.0" });
    }

    [Fact]
    public async Task Template_Gone_SaysWhich_AndGoesOnWhenItIsBack()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        var key = new Kubernetes.Objects.ObjectKey("default", "demo-control-plane");
        var template = (await plane.Client.GetAsync(DevTypes.DevMachineTemplate, key, Token)).ToJsonObject();
        await plane.Client.DeleteAsync(DevTypes.DevMachineTemplate, key, DeleteOptions.Default, Token);
        await cluster.AskAsync(cluster.Shape with { ControlPlane = 3 });
        await SaysAsync(cluster, "ScalingUp", "DevMachineTemplate demo-control-plane does not exist");

        template["metadata"] = new JsonObject { ["name"] = key.Name, ["namespace"] = key.Namespace };
        await plane.Client.CreateAsync(DevTypes.DevMachineTemplate, template, WriteOptions.Default, Token);
        await cluster.SettledAsync();
    }

    [Fact]
    public async Task RolloutAfter_InAMoment_ReplacesTheMachineThen()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        var first = cluster.ControlPlaneNodes().Single();
        var after = (TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(2)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

        await cluster.PatchAsync(KubeadmTypes.KubeadmControlPlane, cluster.ControlPlaneKey, new JsonObject { ["rollout"] = new JsonObject { ["after"] = after } });

        await cluster.View.UntilAsync(
            "another machine has taken its place",
            o => o.Of(CoreTypes.Machine).All(m => m.Name() != first) && ClusterStates.IsSettled(o, cluster.Name, cluster.Shape));
    }

    private static Task SaysAsync(TestCluster cluster, string condition, string text) => cluster.View.UntilAsync(
        text,
        o => o.Of(KubeadmTypes.KubeadmControlPlane).Single().Condition(condition).Text("message")?.Contains(text, StringComparison.Ordinal) == true);

    private static Task PauseAsync(IKubeClient client, bool paused)
    {
        var body = new JsonObject { ["spec"] = new JsonObject { ["paused"] = paused } };
        return client.PatchAsync(CoreTypes.Cluster, new("default", "demo"), KubePatch.Merge(body), WriteOptions.Default, Token);
    }
}
