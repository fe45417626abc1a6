using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubeadm.ControlPlane.Adoption;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.ControlPlane.Scaling;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>Whether Machines are being made, deleted or replaced, and what stands in the way.</summary>
internal static class ScalingConditions
{
    /// <summary>What RollingOut says.</summary>
    public static ConditionState RollingOut(ControlPlaneScope scope)
    {
        var outdated = scope.Machines.Select(UpToDateState.Of).Where(s => s.Status == ConditionStatus.False).ToList();
        if (outdated.Count == 0)
        {
            return ConditionState.False(ConditionReasons.NotRollingOut);
        }

        // A change of version first.
        var reasons = outdated.SelectMany(s => s.Message.Split('\n')).Distinct(StringComparer.Ordinal)
            .OrderBy(r => !r.StartsWith("* Version ", StringComparison.Ordinal)).ThenBy(r => r, StringComparer.Ordinal);
        var blocked = VersionSkew.Problem(scope.Spec.Version, scope.Machines) is { } skew ? [$"* Blocked: {skew}"] : Array.Empty<string>();
        return ConditionState.True(
            ConditionReasons.RollingOut, $"Rolling out {outdated.Count} not up-to-date replicas\n{string.Join('\n', reasons.Concat(blocked))}");
    }

    /// <summary>What ScalingUp says.</summary>
    /// <param name="scope">The control plane.</param>
    /// <param name="outcome">What became of the pass; null for nothing yet.</param>
    public static ConditionState ScalingUp(ControlPlaneScope scope, PassOutcome? outcome = null)
    {
        if (scope.Spec.Replicas is null)
        {
            return ConditionState.Unknown(ConditionReasons.WaitingForReplicasSet, "Waiting for spec.replicas set");
        }

        var desired = scope.IsDeleting ? 0 : scope.DesiredReplicas;
        var template = scope.Spec.MachineTemplate?.Spec?.InfrastructureRef;
        var missing = scope.Template is Observed<ContractObject>.Absent && !scope.IsDeleting && template is not null
            ? $"{template.Kind} {template.Name} does not exist"
            : null;
        string[] obstacles = [.. new[] { missing, AdoptionPhase.Problem(scope) }.OfType<string>()];
        if (scope.Machines.Length >= desired)
        {
            return ConditionState.False(
                ConditionReasons.NotScalingUp,
                obstacles is [] ? "" : $"Scaling up would be blocked because {string.Join("; ", obstacles)}");
        }

        var kubeconfig = PreparationPhases.MissingKubeconfig(scope);
        string[] lines =
        [
            .. obstacles.Append(kubeconfig).OfType<string>().Select(o => $"* {o}"),
            .. Blockers<ScaleDecision.Add>(scope),
            .. Refused(outcome, e => e is Effect.Create create && create.Type == CoreTypes.Machine),
        ];
        return ConditionState.True(ConditionReasons.ScalingUp, Message("up", scope.Machines.Length, desired, lines));
    }

    /// <summary>What ScalingDown says.</summary>
    /// <param name="scope">The control plane.</param>
    /// <param name="outcome">What became of the pass; null for nothing yet.</param>
    public static ConditionState ScalingDown(ControlPlaneScope scope, PassOutcome? outcome = null)
    {
        if (scope.Spec.Replicas is null)
        {
            return ConditionState.Unknown(ConditionReasons.WaitingForReplicasSet, "Waiting for spec.replicas set");
        }

        var desired = scope.IsDeleting ? 0 : scope.DesiredReplicas;
        return scope.Machines.Length <= desired
            ? ConditionState.False(ConditionReasons.NotScalingDown)
            : ConditionState.True(
                ConditionReasons.ScalingDown,
                Message(
                    "down", scope.Machines.Length, desired,
                    [
                        .. Blockers<ScaleDecision.Remove>(scope),
                        .. StaleMachines.Message(scope) is { } stale ? [$"* {stale}"] : Array.Empty<string>(),
                        .. Refused(outcome, e => e is Effect.Delete delete && delete.Type == CoreTypes.Machine),
                    ]));
    }

    /// <summary>What the server, or etcd before it, refused in this pass of a step that has such an effect.</summary>
    private static IEnumerable<string> Refused(PassOutcome? outcome, Func<Effect, bool> has) =>
        (outcome?.Phases ?? []).Where(p => p is { FailureMessage: not null, Result: PhaseResult.Do(var effects) } && effects.Any(has))
            .Select(p => $"* {p.FailureMessage}");

    private static IEnumerable<string> Blockers<T>(ControlPlaneScope scope)
        where T : ScaleDecision =>
        !scope.IsDeleting && ScalePhases.Next(scope) is T decision ? ScalePhases.Blockers(scope, decision).Select(p => $"* {p}") : [];

    private static string Message(string direction, int from, int to, IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines);
        return $"Scaling {direction} from {from} to {to} replicas{(text.Length > 0 ? $" is blocked because:\n{text}" : "")}";
    }
}
