using k8s.Models;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.Boot;
using Slipway.Dev.DevMachines;
using Slipway.Dev.Workload;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.Rehearsals;

/// <summary>Makes a machine fail in its cluster as it is told to, and makes it well again.</summary>
/// <param name="time">Says since when.</param>
internal sealed class RehearsalEffects(TimeProvider time)
{
    /// <summary>
    /// What is rehearsed on the Node until now, in the words of <see cref="Rehearsal.Text"/>. It is written last: whoever dies before has it done
    /// again by the next.
    /// </summary>
    internal const string AppliedAnnotation = Rehearsal.Prefix + "applied";

    /// <summary>What the Node's pods, processes and conditions show now.</summary>
    public static string Applied(V1Node node) =>
        node.Metadata.Annotations?.TryGetValue(AppliedAnnotation, out var applied) == true ? applied : "";

    /// <summary>Brings the cluster to what is to be rehearsed.</summary>
    public Effect Apply(DevMachineScope scope, WorkloadCluster workload) => new Effect.Call(
        "rehearse", async token => await ApplyAsync(workload, scope.Name, scope.Rehearsal, token), Why(scope.Rehearsal));

    private static string Why(Rehearsal rehearsal) => rehearsal.Text.Length == 0
        ? "nothing is rehearsed any more"
        : $"the annotations {Rehearsal.Prefix}… say {rehearsal.Text}";

    private async Task ApplyAsync(WorkloadCluster workload, string machine, Rehearsal rehearsal, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (rehearsal.Stops(Rehearsal.ApiServer))
        {
            await workload.StopApiServerAsync(machine);
        }

        if (rehearsal.Stops(Rehearsal.Etcd))
        {
            await workload.Etcd.StopAsync(machine);
        }

        await workload.Etcd.Cluster.SetAlarmAsync(machine, rehearsal.EtcdAlarm, cancellationToken);
        foreach (var pod in StaticPods.Components)
        {
            await PatchPodAsync(workload.Client, pod, machine, rehearsal, now, cancellationToken);
        }

        var key = ObjectKey.ClusterScoped(machine);
        if (await workload.Client.FindAsync(BuiltInTypes.Node, key, cancellationToken) is { } node)
        {
            await workload.Client.PatchAsync(BuiltInTypes.Node, key, RehearsedNode.Status(rehearsal, now), WriteOptions.Status, cancellationToken);
            await workload.Client.PatchAsync(BuiltInTypes.Node, key, RehearsedNode.Change(node, rehearsal), WriteOptions.Default, cancellationToken);
        }
    }

    private static async Task PatchPodAsync(
        IKubeClient client, string component, string machine, Rehearsal rehearsal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = new ObjectKey("kube-system", $"{component}-{machine}");
        if (await client.FindAsync((ResourceType)BuiltInTypes.Pod, key, cancellationToken) is { } pod)
        {
            var crashes = rehearsal.Components.Contains(component);
            await client.PatchAsync(
                BuiltInTypes.Pod, key, RehearsedPod.Status(pod, crashes, isReady: !crashes && !rehearsal.IsGone, rehearsal.Text, now), WriteOptions.Status, cancellationToken);
        }
    }
}
