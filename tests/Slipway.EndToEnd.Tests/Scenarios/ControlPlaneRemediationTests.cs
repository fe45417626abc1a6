using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>Control plane machines that a health check finds ill.</summary>
public sealed class ControlPlaneRemediationTests
{
    private const string InProgress = "controlplane.cluster.x-k8s.io/remediation-in-progress";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MachineAskedToBeRemediated_IsReplacedAndRemembered()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(3, 0));
        var ill = cluster.View.Read(o => o.Of(CoreTypes.Machine).Select(m => m.Name()).Order(StringComparer.Ordinal).First());
        var check = JsonNode.Parse(
            """
            {"apiVersion": "cluster.x-k8s.io/v1beta2", "kind": "MachineHealthCheck", "metadata": {"name": "control-plane", "namespace": "default"},
             "spec": {"clusterName": "demo", "selector": {"matchLabels": {"cluster.x-k8s.io/control-plane": ""}},
                      "checks": {"unhealthyNodeConditions": [{"type": "Ready", "status": "Unknown", "timeoutSeconds": 300}]}}}
            """)!.AsObject();
        await plane.Client.CreateAsync(CoreTypes.MachineHealthCheck, check, WriteOptions.Default, Token);
        cluster.View.Always(o => o.Of(CoreTypes.Machine).Count is > 3 and var count ? $"{count} Machines" : null);

        var asked = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["cluster.x-k8s.io/remediate-machine"] = "" } } };
        await plane.Client.PatchAsync(CoreTypes.Machine, new("default", ill), KubePatch.Merge(asked), WriteOptions.Default, Token);
        await cluster.View.UntilAsync("the Machine is gone", o => o.Of(CoreTypes.Machine).All(m => m.Name() != ill));
        await cluster.SettledAsync();

        await cluster.View.UntilAsync(
            "the control plane remembers it, and is done with it",
            o => o.Of(KubeadmTypes.KubeadmControlPlane).Single() is var kcp && kcp.Text("status.lastRemediation.machine") == ill
                && kcp["metadata"]?["annotations"]?[InProgress] is null && kcp.Condition("Remediating").Text("status") == "False");
        Assert.Empty(cluster.View.Violations);
    }
}
