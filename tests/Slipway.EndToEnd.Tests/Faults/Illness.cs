using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>A control plane machine that vanishes, as a user rehearses it, and a health check that has it replaced.</summary>
/// <param name="Machine">The machine.</param>
internal sealed record Illness(string Machine)
{
    private const string InProgress = "controlplane.cluster.x-k8s.io/remediation-in-progress";
    private const string RemediationFor = "controlplane.cluster.x-k8s.io/remediation-for";

    /// <summary>The kinds beside those of clusters.</summary>
    public static IReadOnlyList<ResourceType> Kinds { get; } = [CoreTypes.MachineHealthCheck];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Takes the first machine by name away, and asks for whatever is silent to be replaced.</summary>
    public static async Task<Illness> BeginAsync(IKubeClient client, ObjectView view)
    {
        var machine = view.Read(o => o.Of(CoreTypes.Machine).Where(ClusterStates.IsControlPlane).Select(m => m.Name()).Order(StringComparer.Ordinal).First());
        var check = JsonNode.Parse(
            """
            {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachineHealthCheck","metadata":{"name":"health","namespace":"default"},"spec":{
              "clusterName":"demo","selector":{"matchLabels":{"cluster.x-k8s.io/control-plane":""}},
              "checks":{"unhealthyNodeConditions":[{"type":"Ready","status":"Unknown","timeoutSeconds":10}]}}}
            """)!.AsObject();
        await client.CreateAsync(CoreTypes.MachineHealthCheck, check, WriteOptions.Default, Token);
        var gone = JsonNode.Parse("""{"metadata":{"annotations":{"rehearse.slipway.dev/vm":"Gone"}}}""")!.AsObject();
        await client.PatchAsync(DevTypes.DevMachine, new("default", machine), KubePatch.Merge(gone), WriteOptions.Default, Token);
        return new(machine);
    }

    /// <summary>
    /// Whether another machine is there in its place, and all remember it: one that was tried for the first time, and nothing is under way any more.
    /// </summary>
    public bool IsOver(Objects objects)
    {
        var machines = objects.Of(CoreTypes.Machine).Where(ClusterStates.IsControlPlane).ToList();
        var kcp = objects.Of(KubeadmTypes.KubeadmControlPlane).Single();
        return machines.TrueForAll(m => m.Name() != Machine)
            && machines.Select(m => (string?)m.At("metadata", "annotations", RemediationFor)).OfType<string>().ToList() is [var only]
            && JsonNode.Parse(only) is { } record && record.Text("machine") == Machine && record.Number("retryCount") == 0
            && kcp.Text("status.lastRemediation.machine") == Machine && kcp.At("metadata", "annotations", InProgress) is null;
    }
}
