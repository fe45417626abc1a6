using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubeadm.ControlPlane.Health;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>The health of etcd and of the components over all Machines: which Machine, which component, since when.</summary>
internal static class HealthConditions
{
    private const int MaxNames = 3;

    /// <summary>The types of etcd's members.</summary>
    public static ImmutableArray<string> MemberTypes { get; } = [ControlPlaneMachineConditions.EtcdMemberHealthy];

    /// <summary>The types of the static pods, that of etcd too.</summary>
    public static ImmutableArray<string> PodTypes { get; } = [.. MachineHealth.ComponentTypes, ControlPlaneMachineConditions.EtcdPodHealthy];

    /// <summary>What EtcdClusterHealthy says.</summary>
    public static ConditionState Etcd(ControlPlaneScope scope) => Of(scope, MemberTypes, EtcdProblems(scope), "etcd member", "the etcd cluster");

    /// <summary>What ControlPlaneComponentsHealthy says.</summary>
    public static ConditionState Components(ControlPlaneScope scope) => Of(scope, PodTypes, NodeProblems(scope), "control plane", "control plane components");

    /// <summary>Machines that have joined and stay: one on its way, either way, is not the cluster's illness.</summary>
    public static IReadOnlyList<ControlPlaneMachine> Members(ControlPlaneScope scope) =>
        [.. scope.Machines.Where(m => m is { NodeName: not null, IsDeleting: false })];

    /// <summary>Members of etcd that belong to no Machine, once none is coming or going that it could belong to.</summary>
    internal static ImmutableArray<string> EtcdProblems(ControlPlaneScope scope) =>
        scope.Workload.Etcd is Observed<EtcdSnapshot>.Found(var etcd) && IsSteady(scope)
            ? [.. MemberMatch.WithoutMachine(scope, etcd).Select(MemberMatch.Describe)]
            : [];

    /// <summary>Nodes of the control plane that belong to no Machine, likewise.</summary>
    internal static ImmutableArray<string> NodeProblems(ControlPlaneScope scope) => IsSteady(scope) && scope.Workload is
    {
        State: WorkloadState.Connected, ControlPlaneNodes: Observed<IReadOnlyList<string>>.Found(var nodes),
    }
        ? [.. nodes
            .Where(n => scope.Machines.All(m => m.NodeName != n))
            .Select(n => $"Control plane Node {n} does not have a corresponding Machine")]
        : [];

    private static bool IsSteady(ControlPlaneScope scope) => scope.Machines.All(m => m is { NodeName: not null, IsDeleting: false });

    private static ConditionState Of(
        ControlPlaneScope scope, ImmutableArray<string> types, ImmutableArray<string> problems, string note, string hosted)
    {
        if (!scope.IsInitialized)
        {
            return ConditionState.Unknown(
                ConditionReasons.InspectionFailed,
                !scope.InfrastructureProvisioned ? "Waiting for Cluster status.infrastructureReady to be true"
                : scope.Endpoint is null ? "Waiting for Cluster spec.controlPlaneEndpoint to be set"
                : "Waiting for Cluster control plane to be initialized");
        }

        if (scope.Workload.State == WorkloadState.Down)
        {
            return HealthInspection.ConnectionDown(scope.Workload);
        }

        if (scope.Workload is { State: WorkloadState.Connected, ControlPlaneNodes: Observed<IReadOnlyList<string>>.Unknown(_, var why) })
        {
            return ConditionState.Unknown(ConditionReasons.InspectionFailed, $"Failed to get Nodes hosting {hosted}: {why}");
        }

        var members = Members(scope);
        if (members.Count == 0 && problems.IsEmpty)
        {
            return ConditionState.Unknown(ConditionReasons.HealthUnknown, $"No Machines reporting {note} status");
        }

        var message = string.Join('\n', [.. Lines(members, types, scope.Now), .. problems.Select(p => $"* {p}")]);
        return !problems.IsEmpty || members.Any(m => types.Any(m.Health.IsFalse)) ? ConditionState.False(ConditionReasons.NotHealthy, message)
            : message.Length > 0 ? ConditionState.Unknown(ConditionReasons.HealthUnknown, message)
            : ConditionState.True(ConditionReasons.Healthy);
    }

    /// <summary>What the most Machines say first; a Machine of which all components say the same says it once.</summary>
    private static IEnumerable<string> Lines(
        IReadOnlyList<ControlPlaneMachine> members, ImmutableArray<string> types, DateTimeOffset now) => members
        .Select(m => (m.Name, Text: Text(m, types, now)))
        .Where(m => m.Text.Length > 0)
        .GroupBy(m => m.Text, m => m.Name, StringComparer.Ordinal)
        .Select(g => (Text: g.Key, Names: g.Order(StringComparer.Ordinal).ToList()))
        .OrderByDescending(g => g.Names.Count).ThenBy(g => string.Join(',', g.Names), StringComparer.Ordinal)
        .Select(g => $"* {(g.Names.Count == 1 ? "Machine" : "Machines")} {NameList.Of(g.Names, MaxNames)}:\n{g.Text}");

    private static string Text(ControlPlaneMachine machine, ImmutableArray<string> types, DateTimeOffset now)
    {
        var present = types.Where(machine.Health.States.ContainsKey).ToList();
        var ill = present.Where(t => !machine.Health.IsTrue(t)).Select(t => (Type: t, Said: Said(machine, t, now))).ToList();
        return present.Count > 1 && ill.Count == present.Count && ill.TrueForAll(i => i.Said == ill[0].Said)
            ? $"  * Control plane components: {ill[0].Said}"
            : string.Join('\n', ill.Select(i => $"  * {i.Type}: {i.Said}"));
    }

    private static string Said(ControlPlaneMachine machine, string type, DateTimeOffset now)
    {
        var state = machine.Health.States[type];
        return $"{(state.Message.Length > 0 ? state.Message : $"condition is {state.Status}")} (since {KubeTime.Format(IllSince.Of(machine, type, now))})";
    }
}
