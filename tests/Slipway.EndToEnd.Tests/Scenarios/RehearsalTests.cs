using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>Machines in memory that fail as their annotations say, and what becomes of it.</summary>
public sealed class RehearsalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Component_Crashes_ToldWithItsMachineUntilItIsOver()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(3, 0));
        var machine = cluster.ControlPlaneNodes()[1];
        await RehearseAsync(plane.Client, machine, "components", "kube-scheduler");
        await cluster.View.UntilAsync(
            "the Machine says which pod fails",
            o => o.Find(CoreTypes.Machine, machine).Condition("SchedulerPodHealthy") is { } c
                && c.Text("status") == "False" && c.Text("reason") == "Failed" && c.Text("message") == "Container kube-scheduler is restarting: CrashLoopBackOff");
        await cluster.View.UntilAsync(
            "the control plane names machine and component",
            o => o.Find(KubeadmTypes.KubeadmControlPlane, "demo-control-plane").Condition("ControlPlaneComponentsHealthy") is { } c
                && c.Text("status") == "False" && Names(c, machine) && Names(c, "SchedulerPodHealthy"));

        await RehearseAsync(plane.Client, machine, "components", value: null);
        await cluster.View.UntilAsync("all is well again", o => o.Find(CoreTypes.Machine, machine).Is("SchedulerPodHealthy"));
        await cluster.SettledAsync();
    }

    [Fact]
    public async Task EtcdAlarm_IsRaised_ToldAndNoMachineIsAdded()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        var machine = cluster.ControlPlaneNodes()[0];
        await RehearseAsync(plane.Client, machine, "etcd-alarm", "NOSPACE");
        await cluster.View.UntilAsync(
            "the Machine tells of the alarm",
            o => o.Find(CoreTypes.Machine, machine).Condition("EtcdMemberHealthy") is { } c
                && c.Text("status") == "False" && c.Text("message") == "Etcd reports alarms: NOSPACE");

        await cluster.AskAsync(cluster.Shape with { ControlPlane = 3 });
        await cluster.View.UntilAsync(
            "the control plane says why it does not grow",
            o => o.Find(KubeadmTypes.KubeadmControlPlane, "demo-control-plane").Condition("ScalingUp") is { } c
                && c.Text("status") == "True" && Names(c, machine) && Names(c, "EtcdMemberHealthy"));
        Assert.Single(cluster.View.Read(o => o.Of(CoreTypes.Machine)));

        await RehearseAsync(plane.Client, machine, "etcd-alarm", value: null);
        await cluster.SettledAsync();
    }

    [Theory]
    [InlineData("vm", "Gone", "Unknown")]
    [InlineData("node", "NotReady", "False")]
    public async Task Machine_FailsAndIsReplaced_NoMemberIsLeftBehind(string part, string failure, string ready)
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(3, 1));
        await CheckHealthAsync(plane.Client, ready);
        var machine = cluster.ControlPlaneNodes()[0];
        await RehearseAsync(plane.Client, machine, part, failure);
        await cluster.View.UntilAsync("the machine is gone", o => o.Find(CoreTypes.Machine, machine) is null);
        await cluster.SettledAsync();

        using var workload = cluster.Workload();
        var nodes = await workload.ListAsync(BuiltInTypes.Node, ns: null, ListOptions.All, Token);
        Assert.DoesNotContain(nodes.Items, n => n.Key.Name == machine);
        Assert.All(cluster.ControlPlaneNodes(), name => Assert.True(cluster.View.Read(o => o.Find(CoreTypes.Machine, name).Is("EtcdMemberHealthy"))));
    }

    [Fact]
    public async Task Machine_GoneAndBack_BootsAgainAndIsWell()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(3, 0));
        var machine = cluster.ControlPlaneNodes()[2];
        await RehearseAsync(plane.Client, machine, "vm", "Gone");
        await cluster.View.UntilAsync(
            "the infrastructure says why",
            o => o.Find(DevTypes.DevMachine, machine).Condition("VMProvisioned") is { } c
                && c.Text("status") == "False" && c.Text("reason") == "Rehearsed" && Names(c, "vm=Gone"));
        await cluster.View.UntilAsync("its Node is unreachable", o => o.Find(CoreTypes.Machine, machine).Condition("APIServerPodHealthy").Text("status") == "Unknown");
        await RehearseAsync(plane.Client, machine, "vm", value: null);
        await cluster.View.UntilAsync("it is well again", o => o.Find(CoreTypes.Machine, machine) is { } m && m.Is("EtcdMemberHealthy") && m.Is("APIServerPodHealthy"));
        await cluster.SettledAsync();
    }

    [Theory]
    [InlineData("vm", "gone", "must be Gone")]
    [InlineData("components", "kube-proxy", "must be some of etcd, kube-apiserver, kube-controller-manager, kube-scheduler, with commas between them")]
    [InlineData("disk", "Full", "must be one of rehearse.slipway.dev/vm, rehearse.slipway.dev/node, rehearse.slipway.dev/components, rehearse.slipway.dev/etcd-alarm")]
    public async Task Annotation_ThatSaysNothing_IsRefusedWithWhatWouldBeRight(string part, string value, string expected)
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        var error = await Assert.ThrowsAsync<KubeApiException>(() => RehearseAsync(plane.Client, cluster.ControlPlaneNodes()[0], part, value));
        Assert.Contains($"metadata.annotations[rehearse.slipway.dev/{part}]: Invalid value: \"{value}\": {expected}", error.Message, StringComparison.Ordinal);
    }

    private static bool Names(JsonNode condition, string text) => condition.Text("message")?.Contains(text, StringComparison.Ordinal) == true;

    private static Task RehearseAsync(IKubeClient client, string machine, string part, string? value)
    {
        var annotations = new JsonObject { [$"rehearse.slipway.dev/{part}"] = value };
        var body = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } };
        return client.PatchAsync(DevTypes.DevMachine, new("default", machine), KubePatch.Merge(body), WriteOptions.Default, Token);
    }

    private static Task CheckHealthAsync(IKubeClient client, string ready)
    {
        var body = JsonNode.Parse(
            $$$$"""
            {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachineHealthCheck","metadata":{"name":"health","namespace":"default"},"spec":{
              "clusterName":"demo","selector":{"matchLabels":{"cluster.x-k8s.io/control-plane":""}},
              "checks":{"unhealthyNodeConditions":[{"type":"Ready","status":"{{{{ready}}}}","timeoutSeconds":0}]}}}
            """)!.AsObject();
        return client.CreateAsync(CoreTypes.MachineHealthCheck, body, WriteOptions.Default, Token);
    }
}
