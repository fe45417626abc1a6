using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;

namespace Slipway.Api.Conditions;

/// <summary>The order in which an object lists its conditions: what matters most first, what the field's tools expect.</summary>
public sealed class ConditionOrder : IComparer<string>
{
    // Types in neither list stand between the two, by name.
    private static readonly string[] First =
    [
        ClusterConditions.Available, MachineConditions.Ready, MachineConditions.UpToDate, ClusterConditions.RemoteConnectionProbe,
        MachineConditions.BootstrapConfigReady, ClusterConditions.InfrastructureReady, ClusterConditions.ControlPlaneInitialized,
        ClusterConditions.ControlPlaneAvailable, ClusterConditions.WorkersAvailable, MachineConditions.NodeHealthy,
        MachineConditions.NodeReady, ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet,
        ControlPlaneMachineConditions.EtcdPodHealthy, ControlPlaneMachineConditions.EtcdMemberHealthy,
        ControlPlaneMachineConditions.APIServerPodHealthy, ControlPlaneMachineConditions.ControllerManagerPodHealthy,
        ControlPlaneMachineConditions.SchedulerPodHealthy, MachineConditions.HealthCheckSucceeded, MachineConditions.OwnerRemediated,
        MachineConditions.ExternallyRemediated, KubeadmControlPlaneConditions.CertificatesAvailable,
        KubeadmControlPlaneConditions.Initialized, KubeadmControlPlaneConditions.EtcdClusterHealthy,
        KubeadmControlPlaneConditions.ControlPlaneComponentsHealthy, ClusterConditions.TopologyReconciled, ClusterConditions.RollingOut,
        ClusterConditions.Remediating, ClusterConditions.ScalingDown, ClusterConditions.ScalingUp, MachineSetConditions.MachinesReady,
        ClusterConditions.ControlPlaneMachinesReady, ClusterConditions.WorkerMachinesReady, MachineSetConditions.MachinesUpToDate,
        ClusterConditions.ControlPlaneMachinesUpToDate, ClusterConditions.WorkerMachinesUpToDate,
    ];

    private static readonly string[] Last = [MachineConditions.Updating, ClusterConditions.Paused, ClusterConditions.Deleting];

    private readonly Dictionary<string, int> _ranks = CreateRanks();

    private ConditionOrder()
    {
    }

    /// <summary>The one order.</summary>
    public static ConditionOrder Canonical { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var byRank = Rank(x).CompareTo(Rank(y));
        return byRank != 0 ? byRank : string.CompareOrdinal(x, y);
    }

    private static Dictionary<string, int> CreateRanks()
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < First.Length; i++)
        {
            ranks.Add(First[i], i);
        }

        for (var i = 0; i < Last.Length; i++)
        {
            ranks.Add(Last[i], First.Length + 1 + i);
        }

        return ranks;
    }

    private int Rank(string? type) => type is not null && _ranks.TryGetValue(type, out var rank) ? rank : First.Length;
}
