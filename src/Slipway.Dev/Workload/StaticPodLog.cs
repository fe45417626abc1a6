using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Http.Pods;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.Workload;

/// <summary>What the log of a pretended container says: that it is one, since when, and what stands for it.</summary>
internal static class StaticPodLog
{
    public static async ValueTask<ImmutableArray<PodLogLine>> ReadAsync(
        WorkloadCluster cluster, PodContainer container, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pod = await cluster.Client.GetAsync(BuiltInTypes.Pod, new ObjectKey(container.Namespace, container.Pod), cancellationToken);
        var started = StartOf(pod.ToJsonObject()) ?? now;
        return StaticPodName.TryParse(container.Namespace, container.Pod) is { } name
            ?
            [
                new(started, $"{name.Component} is pretended: no such program runs on machine {name.Machine}"),
                .. Duties(cluster, name).Select(duty => new PodLogLine(started, duty)),
                .. State(cluster, name).Select(state => new PodLogLine(now, state)),
            ]
            : [new(started, $"container {container.Container} is pretended: nothing runs in the pods of an in-memory cluster")];
    }

    private static IEnumerable<string> Duties(WorkloadCluster cluster, StaticPodName name) => name.Component switch
    {
        StaticPodName.Etcd =>
        [
            "serving gRPC over TLS at port 2379: members, maintenance and alarms; it can be reached by port-forward and from no address",
            "no keys are served: the cluster's objects are kept by the management plane",
        ],
        StaticPodName.ApiServer =>
        [
            $"serving HTTPS at 127.0.0.1:{cluster.Port.ToString(CultureInfo.InvariantCulture)}, for all machines of the control plane, and at port 6443 by port-forward",
        ],
        StaticPodName.ControllerManager =>
        [
            "its API server does what is done of this component: garbage collection, namespaces, service accounts and their tokens, certificates",
            "no workload controllers run: a Deployment is kept and not acted upon",
        ],
        _ => ["no pods are scheduled"],
    };

    private static IEnumerable<string> State(WorkloadCluster cluster, StaticPodName name)
    {
        if (name.Component != StaticPodName.Etcd)
        {
            yield break;
        }

        var etcd = cluster.Etcd.Cluster;
        foreach (var member in etcd.Members)
        {
            var role = etcd.Leader?.Id == member.Id ? "leads" : etcd.IsRunning(member.Name) ? "follows" : "does not run";
            yield return $"member {member.Id:x} of cluster {etcd.ClusterId:x}, {member.Name}, {role}";
        }
    }

    private static DateTimeOffset? StartOf(JsonObject pod) =>
        DateTimeOffset.TryParse(
            pod["status"]?["startTime"]?.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? start
            : null;
}
