using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Remediation;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.ControlPlane.Scaling;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Phases;

/// <summary>Makes, replaces and deletes Machines, one at a time.</summary>
/// <param name="etcd">Changes of etcd's membership.</param>
internal sealed class ScalePhases(EtcdEffects etcd)
{
    // Health changes show as events of Machines, Nodes and pods; etcd's alarms and members do not.
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(2);

    /// <summary>A Machine that a health check found ill is deleted; the next pass finds one missing.</summary>
    public PhaseResult Remediation(ControlPlaneScope scope, DateTimeOffset now) => RemediationPlanner.Decide(scope) switch
    {
        RemediationDecision.Replace(var machine, var record) => PhaseResult.Want(
        [
            new Effect.ChangeSelf<KubeadmControlPlane>(
                k => Annotations(k)[MachineBlueprint.RemediationInProgress] = record.ToJson(),
                $"Machine {machine.Name} is replaced"),
            .. Delete(scope, machine, "a health check found the Machine ill"),
        ]),
        RemediationDecision.Finished(var why) => PhaseResult.Want(new Effect.ChangeSelf<KubeadmControlPlane>(
            k => k.Metadata.Annotations?.Remove(MachineBlueprint.RemediationInProgress), why)),
        RemediationDecision.Deferred deferred => PhaseResult.WaitFor("RemediationDeferred", deferred.Message, deferred.Until - now ?? Recheck),
        _ => PhaseResult.Completed,
    };

    /// <summary>The next step towards the wanted number of Machines, all as wanted.</summary>
    public PhaseResult Scale(ControlPlaneScope scope, DateTimeOffset now)
    {
        var decision = Next(scope);
        if (decision is ScaleDecision.Settled)
        {
            return PhaseResult.Completed;
        }

        if (Blockers(scope, decision) is { IsEmpty: false } problems)
        {
            return PhaseResult.WaitFor("PreflightFailed", Join(problems), Recheck);
        }

        return decision switch
        {
            ScaleDecision.Remove(var machine) => PhaseResult.Want(
                [.. Delete(scope, machine, machine.IsUpToDate ? "fewer Machines are wanted" : "the Machine is replaced")]),
            ScaleDecision.Add(var domain) => Add(scope, domain),
            _ => PhaseResult.Completed,
        };
    }

    /// <summary>The next step, whether or not now is the time.</summary>
    internal static ScaleDecision Next(ControlPlaneScope scope) => ScalePlanner.Next(
        scope.DesiredReplicas, MaxSurge(scope.Spec), FailureDomains.Eligible(scope.Cluster.ValueOrNull), scope.Machines);

    /// <summary>Whether the next step is a new Machine, and now is the time.</summary>
    internal static bool WillAdd(ControlPlaneScope scope) =>
        !scope.IsDeleting && Next(scope) is ScaleDecision.Add decision && Blockers(scope, decision).IsEmpty;

    /// <summary>What stands in the way of a step.</summary>
    internal static ImmutableArray<string> Blockers(ControlPlaneScope scope, ScaleDecision decision)
    {
        if (scope.Machines.IsEmpty)
        {
            return [];
        }

        if (TopologyVersion.Awaited(scope) is { } version)
        {
            return [$"waiting for a version upgrade to {version} to be propagated"];
        }

        if (VersionSkew.Problem(scope.Spec.Version, scope.Machines) is { } skew && (decision is ScaleDecision.Add || scope.Machines.Any(m => !m.IsUpToDate)))
        {
            return [skew];
        }

        if (scope is { IsInitialized: true, Workload.State: WorkloadState.Pending })
        {
            // What conditions remember of the Machines may be over: who cannot look changes nothing.
            return ["waiting for the connection to the workload cluster"];
        }

        var leaving = (decision as ScaleDecision.Remove)?.Machine;
        var replacing = decision is ScaleDecision.Add && scope.Object.Metadata.Annotations?.ContainsKey(MachineBlueprint.RemediationInProgress) == true;
        var members = (scope.Workload.Etcd as Observed<EtcdSnapshot>.Found)?.Value;
        var problems = Preflight.Problems(scope.Machines, leaving, replacing, members, scope.HasManagedEtcd);
        if (problems.IsEmpty && decision is ScaleDecision.Add && scope.Authorities?.IsComplete != true)
        {
            return ["waiting for the cluster's certificate Secrets"];
        }

        if (decision is ScaleDecision.Add && !scope.AuthorityProblems.IsEmpty)
        {
            return scope.AuthorityProblems;
        }

        if (problems.IsEmpty && leaving is not null && EtcdEffects.NoSuccessor(scope, leaving) is { } lead)
        {
            return [lead];
        }

        // A Node that can run pods is not given up for one that cannot yet.
        return problems.IsEmpty && leaving is { IsUpToDate: false } && scope.Workload.IsNodeReady(leaving.NodeName)
            ? [.. scope.Machines
                .Where(m => m.IsUpToDate && !scope.Workload.IsNodeReady(m.NodeName))
                .Select(m => $"Machine {m.Name} is waiting for its Node to be ready")]
            : problems;
    }

    /// <summary>Several problems as one text.</summary>
    internal static string Join(ImmutableArray<string> problems) => problems.Length == 1 ? problems[0] : $"[{string.Join(", ", problems)}]";

    private static PhaseResult Add(ControlPlaneScope scope, string? domain)
    {
        if (scope.Template is not Observed<ContractObject>.Found)
        {
            var reference = scope.Spec.MachineTemplate?.Spec?.InfrastructureRef;
            return scope.Template is Observed<ContractObject>.Unknown(var code, var message)
                ? PhaseResult.FailWith(code, message)
                : PhaseResult.FailWith(
                    ErrorCodes.ReferenceNotFound, $"spec.machineTemplate.spec.infrastructureRef: there is no {reference?.Kind} {reference?.Name}");
        }

        if (scope.Authorities?.IsComplete != true)
        {
            return PhaseResult.WaitFor("WaitingForCertificates", "Waiting for the cluster's certificate Secrets");
        }

        if (!scope.AuthorityProblems.IsEmpty)
        {
            return PhaseResult.WaitFor("WaitingForCertificates", Join(scope.AuthorityProblems));
        }

        if (!scope.Unseen.IsEmpty)
        {
            return PhaseResult.WaitFor("MachineNotSeen", $"Waiting for the watch to show Machine {string.Join(", ", scope.Unseen)}", Recheck);
        }

        var why = scope.Machines.IsEmpty ? "the first control plane Machine" : "more control plane Machines are wanted, or one is replaced";
        return PhaseResult.Want(new Effect.Create(CoreTypes.Machine, MachineBlueprint.Create(scope, domain), why)
        {
            FieldManager = FieldManagers.KubeadmControlPlaneTemplate,
        });
    }

    private IEnumerable<Effect> Delete(ControlPlaneScope scope, ControlPlaneMachine machine, string why) =>
    [
        .. etcd.MoveLeaderFrom(scope, machine),
        new Effect.Delete(CoreTypes.Machine, new ObjectKey(machine.Machine.Metadata.NamespaceProperty, machine.Name), machine.Machine.Metadata.Uid, why),
    ];

    private static IDictionary<string, string> Annotations(KubeadmControlPlane kcp) =>
        kcp.Metadata.Annotations ??= new Dictionary<string, string>(StringComparer.Ordinal);

    private static int MaxSurge(KubeadmControlPlaneSpec spec) =>
        spec.Rollout?.Strategy?.RollingUpdate?.MaxSurge?.Value is "0" ? 0 : 1;
}
