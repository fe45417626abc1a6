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
            _ => OfContainers(pod, "All the containers are still waiting or being created"),
        };
    }

    /// <summary>A container that came down before is a failure, one that is coming up is not.</summary>
    private static ConditionState OfContainers(V1Pod pod, string otherwise)
    {
        foreach (var container in pod.Status?.ContainerStatuses ?? [])
        {
            if (container.State?.Terminated is { } terminated)
            {
                return ConditionState.False(Failed, $"Container {container.Name} terminated: {terminated.Reason}");
            }

            if (container.State?.Waiting is { } waiting && container.LastState?.Terminated is not null)
            {
                return ConditionState.False(Failed, $"Container {container.Name} is restarting: {waiting.Reason}");
            }
        }

        return ConditionState.False(Provisioning, otherwise);
    }

    private static bool IsTrue(V1Pod pod, string type) =>
        pod.Status?.Conditions?.Any(c => c.Type == type && c.Status == ConditionStatus.True) == true;
}
