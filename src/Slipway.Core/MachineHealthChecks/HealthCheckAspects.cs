using System.Globalization;
using System.Text;
using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineHealthChecks;

/// <summary>What of other objects matters to a health check.</summary>
internal static class HealthCheckAspects
{
    public static object OfCluster(KubeObject obj)
    {
        var cluster = obj.View(CoreTypes.Cluster.Json);
        return (
            cluster.Spec?.Paused == true,
            cluster.Status?.Conditions.IsTrue(ClusterConditions.InfrastructureReady) == true,
            cluster.Status?.Conditions.IsTrue(ClusterConditions.ControlPlaneInitialized) == true);
    }

    public static object OfMachine(KubeObject obj)
    {
        var machine = obj.View(CoreTypes.Machine.Json);
        var conditions = new StringBuilder();
        foreach (var condition in machine.Status?.Conditions ?? [])
        {
            conditions.Append(CultureInfo.InvariantCulture, $"{condition.Type}={condition.Status}@{condition.LastTransitionTime:O};");
        }

        var (labels, annotations) = (MapText.Of(machine.Metadata.Labels), MapText.Of(machine.Metadata.Annotations));
        return (obj.IsDeleting, machine.Spec?.ProviderID, machine.Status?.NodeRef?.Name, conditions.ToString(), labels, annotations);
    }
}
