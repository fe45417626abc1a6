using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Kubeadm.ControlPlane.Health;

/// <summary>How a static pod of a control plane machine fares.</summary>
internal static class StaticPodCheck
{
    private const string Running = "Running";
    private const string Provisioning = "Provisioning";
    private const string Failed = "Failed";
    private const string DoesNotExist = "DoesNotExist";

    /// <summary>What the Machine's condition says.</summary>
    /// <param name="name">The pod's name.</param>
    /// <param name="observed">The pod.</param>
    public static ConditionState Of(string name, Observed<V1Pod> observed) => observed switch
    {
        Observed<V1Pod>.Unknown(_, var message) => ConditionState.Unknown(ConditionReasons.InspectionFailed, message),
        Observed<V1Pod>.Found(var pod) => OfPod(pod),
        _ => ConditionState.False(DoesNotExist, $"Pod {name} does not exist"),
    };

    private static ConditionState OfPod(V1Pod pod)
    {
        if (pod.Metadata.DeletionTimestamp is not null)
        {
            return ConditionState.False(ConditionReasons.Deleting, "Pod is being deleted");
        }

        return pod.Status?.Phase switch
        {
            "Running" => IsTrue(pod, "Ready") ? ConditionState.True(Running) : OfContainers(pod, "Waiting for startup or readiness probes"),
            "Succeeded" or "Failed" => ConditionState.False(Failed, "All the containers have been terminated"),
            "Unknown" => ConditionState.Unknown(ConditionReasons.InspectionFailed, "Pod is reporting Unknown status"),
            _ when pod.Status?.Conditions is not null && !IsTrue(pod, "PodScheduled") =>
                ConditionState.False(Provisioning, "Waiting to be scheduled"),
            _ when pod.Status?.Conditions?.Any(c => c.Type == "Initialized" && c.Status != ConditionStatus.True) == true =>
                ConditionState.False(Provisioning, "Running init containers"),
            _ => OfContainers(pod, "All the containers are still waiting or being created"),
        };
    }

    /// <summary>One that came down with an error has failed; one that comes up has not, nor one that ended well and starts again.</summary>
    private static ConditionState OfContainers(V1Pod pod, string otherwise)
    {
        var containers = pod.Status?.ContainerStatuses ?? [];
        if (containers.FirstOrDefault(c => c.State?.Waiting is not null) is { } waiting)
        {
            return containers.Any(c => c.LastState?.Terminated is { ExitCode: not 0 })
                ? ConditionState.False(Failed, $"Container {waiting.Name} is restarting: {waiting.State.Waiting.Reason}")
                : ConditionState.False(Provisioning, $"Container {waiting.Name} is waiting: {waiting.State.Waiting.Reason}");
        }

        return containers.FirstOrDefault(c => c.State?.Terminated is not null) is { } ended
            ? ConditionState.False(Failed, $"Container {ended.Name} terminated: {ended.State.Terminated.Reason}")
            : ConditionState.False(Provisioning, otherwise);
    }

    private static bool IsTrue(V1Pod pod, string type) =>
        pod.Status?.Conditions?.Any(c => c.Type == type && c.Status == ConditionStatus.True) == true;
}
