using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Kubeadm.ControlPlane.Machines;

/// <summary>What the workload cluster tells of a control plane Machine: one condition a component.</summary>
/// <param name="States">The conditions by type.</param>
internal sealed record MachineHealth(ImmutableDictionary<string, ConditionState> States)
{
    /// <summary>The static pods and etcd's membership of a control plane that runs its own etcd.</summary>
    public static ImmutableArray<string> AllTypes { get; } =
    [
        ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet, ControlPlaneMachineConditions.APIServerPodHealthy,
        ControlPlaneMachineConditions.ControllerManagerPodHealthy, ControlPlaneMachineConditions.SchedulerPodHealthy,
        ControlPlaneMachineConditions.EtcdPodHealthy, ControlPlaneMachineConditions.EtcdMemberHealthy,
    ];

    /// <summary>Those that exist only where etcd runs on the control plane.</summary>
    public static ImmutableArray<string> EtcdTypes { get; } =
        [ControlPlaneMachineConditions.EtcdPodHealthy, ControlPlaneMachineConditions.EtcdMemberHealthy];

    /// <summary>Those of the Kubernetes components.</summary>
    public static ImmutableArray<string> ComponentTypes { get; } =
    [
        ControlPlaneMachineConditions.APIServerPodHealthy, ControlPlaneMachineConditions.ControllerManagerPodHealthy,
        ControlPlaneMachineConditions.SchedulerPodHealthy,
    ];

    /// <summary>Whether the machine had joined, and its Node is gone.</summary>
    public bool NodeIsMissing { get; init; }

    /// <summary>The conditions that a control plane's Machines have.</summary>
    public static ImmutableArray<string> TypesFor(bool managedEtcd) => managedEtcd ? AllTypes : AllTypes.RemoveRange(EtcdTypes);

    /// <summary>The same for every component.</summary>
    public static MachineHealth Uniform(bool managedEtcd, ConditionState state) =>
        new(TypesFor(managedEtcd).ToImmutableDictionary(t => t, _ => state));

    /// <summary>What conditions the Machine has now; what is not there is Unknown.</summary>
    public static MachineHealth Recorded(bool managedEtcd, IEnumerable<Condition>? conditions) =>
        new(TypesFor(managedEtcd).ToImmutableDictionary(
            t => t,
            t => conditions.Find(t) is { } found
                ? ConditionState.Of(found)
                : ConditionState.Unknown(ConditionReasons.InspectionFailed, "Not inspected yet")));

    /// <summary>The same but for one condition.</summary>
    public MachineHealth With(string type, ConditionState state) => this with { States = States.SetItem(type, state) };

    /// <summary>Whether a component is known to be well.</summary>
    public bool IsTrue(string type) => States.TryGetValue(type, out var state) && state.Status == ConditionStatus.True;

    /// <summary>Whether a component is known to be ill.</summary>
    public bool IsFalse(string type) => States.TryGetValue(type, out var state) && state.Status == ConditionStatus.False;
}
