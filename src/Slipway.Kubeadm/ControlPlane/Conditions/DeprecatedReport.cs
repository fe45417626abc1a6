using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>The status of older API versions, out of the present one.</summary>
internal static class DeprecatedReport
{
    private const string MachinesCreated = "MachinesCreated";
    private const string Resized = "Resized";

    // The weightiest first.
    private static readonly string[] Summarized =
    [
        KubeadmControlPlaneConditions.Available, KubeadmControlPlaneConditions.CertificatesAvailable,
        KubeadmControlPlaneConditions.ControlPlaneComponentsHealthy, KubeadmControlPlaneConditions.EtcdClusterHealthy, MachinesCreated,
        KubeadmControlPlaneConditions.MachinesReady, Resized,
    ];

    public static void Write(ControlPlaneScope scope, KubeadmControlPlaneStatus status, DateTimeOffset now)
    {
        var deprecated = (status.Deprecated ??= new KubeadmControlPlaneDeprecatedStatus()).V1Beta1 ??= new KubeadmControlPlaneDeprecatedV1Beta1Status();
        deprecated.ReadyReplicas = status.ReadyReplicas;
        deprecated.UpdatedReplicas = status.UpToDateReplicas;
        deprecated.UnavailableReplicas = Math.Max(0, scope.Machines.Length - (status.ReadyReplicas ?? 0));
        var conditions = deprecated.Conditions ??= [];

        // Older clients understood Available as: the API server has come up.
        if (scope.IsInitialized || scope.InfrastructureProvisioned)
        {
            conditions.Set(
                KubeadmControlPlaneConditions.Available,
                scope.IsInitialized ? DeprecatedConditionState.True() : DeprecatedConditionState.Info("WaitingForKubeadmInit"), now);
        }

        Mirror(status, conditions, KubeadmControlPlaneConditions.CertificatesAvailable, now);
        if (scope.IsInitialized)
        {
            Mirror(status, conditions, KubeadmControlPlaneConditions.ControlPlaneComponentsHealthy, now);
            Mirror(status, conditions, KubeadmControlPlaneConditions.EtcdClusterHealthy, now);
        }

        if (scope.Machines.Length >= scope.DesiredReplicas)
        {
            conditions.Set(MachinesCreated, DeprecatedConditionState.True(), now);
        }

        if (!scope.Machines.IsEmpty)
        {
            Mirror(status, conditions, KubeadmControlPlaneConditions.MachinesReady, now);
        }

        conditions.Set(Resized, ResizedState(scope), now);
        if (conditions.Summarize(Summarized) is { } ready)
        {
            conditions.Set("Ready", ready, now);
        }
    }

    private static DeprecatedConditionState ResizedState(ControlPlaneScope scope)
    {
        var (current, desired) = (scope.Machines.Length, scope.DesiredReplicas);
        return current.CompareTo(desired) switch
        {
            < 0 => DeprecatedConditionState.Warning("ScalingUp", $"Scaling up control plane to {desired} replicas (actual {current})"),
            > 0 => DeprecatedConditionState.Warning("ScalingDown", $"Scaling down control plane to {desired} replicas (actual {current})"),
            _ => DeprecatedConditionState.True(),
        };
    }

    private static void Mirror(KubeadmControlPlaneStatus status, List<DeprecatedCondition> conditions, string type, DateTimeOffset now)
    {
        if (status.Conditions.Find(type) is not { } condition)
        {
            return;
        }

        conditions.Set(
            type,
            condition.Status switch
            {
                ConditionStatus.True => DeprecatedConditionState.True(),
                ConditionStatus.False => DeprecatedConditionState.Warning(condition.Reason!, condition.Message),
                _ => DeprecatedConditionState.Unknown(condition.Reason!, condition.Message),
            },
            now);
    }
}
