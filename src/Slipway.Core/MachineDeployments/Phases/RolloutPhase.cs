using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineDeployments.Rollout;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.Core.MachineDeployments.Phases;

/// <summary>Takes the next step from the old MachineSets to the newest.</summary>
internal static class RolloutPhase
{
    public const string Name = "Rollout";

    public static Phase<MachineDeploymentScope> Instance { get; } = new(Name, Decide);

    public static PhaseResult Decide(MachineDeploymentScope scope, DateTimeOffset now)
    {
        var paused = scope.Deployment.Spec!.Paused == true;
        if (scope.Current is null && paused && scope.Sets.IsEmpty)
        {
            return PhaseResult.Completed;
        }

        var missing = MissingTemplates.Of(scope.Deployment.Spec.Template!.Spec!, scope.InfrastructureTemplate, scope.BootstrapTemplate);
        if (scope.Current is null && !paused && missing.Length > 0)
        {
            return PhaseResult.WaitFor("TemplateNotFound", missing);
        }

        var current = scope.Current ?? (paused ? scope.Sets[^1] : SetFactory.Create(scope, replicas: 0));
        var old = scope.Sets.Where(s => s.Metadata.Name != current.Metadata.Name).ToList();
        var plan = Plan(scope, paused, View(scope, current), old.Select(s => View(scope, s)));
        List<Effect> effects = [.. Adopt(scope)];
        if (scope.Current is null && !paused)
        {
            effects.AddRange(Create(scope, plan.Replicas[current.Metadata.Name]));
        }
        else
        {
            effects.AddRange(Align(scope, current, plan.Replicas[current.Metadata.Name], isCurrent: !paused || scope.Current is not null));
        }

        effects.AddRange(old.SelectMany(s => Align(scope, s, plan.Replicas[s.Metadata.Name], isCurrent: false)));
        effects.AddRange(CleanUp(scope));
        var recheck = scope.Deployment.Spec.Rollout?.After is { } after && after > now.UtcDateTime ? after - now.UtcDateTime : (TimeSpan?)null;
        return effects.Count > 0
            ? new PhaseResult.Do([.. effects]) { Recheck = recheck }
            : recheck is null ? PhaseResult.Completed : PhaseResult.WaitFor("WaitingForRolloutAfter", $"A rollout is due at {scope.Deployment.Spec.Rollout!.After:o}", recheck);
    }

    private static RolloutPlan Plan(MachineDeploymentScope scope, bool paused, RolloutSet current, IEnumerable<RolloutSet> old)
    {
        if (paused)
        {
            return PausedScaling.Plan(scope.Goal, current, old);
        }

        return scope.IsOnDelete ? OnDelete.Plan(scope.Goal, current, old) : RollingUpdate.Plan(scope.Goal, current, old);
    }

    // Machines are counted, as the set's status may tell of them a moment later. One that is about to go is no longer counted upon.
    private static RolloutSet View(MachineDeploymentScope scope, MachineSet set)
    {
        var machines = scope.MachinesOf(set).ToList();
        return new RolloutSet(
            set.Metadata.Name,
            set.Spec!.Replicas ?? 0,
            machines.Count,
            machines.Count(m => m.Metadata.DeletionTimestamp is null && m.Status?.Conditions.IsTrue(MachineConditions.Available) == true),
            set.Metadata.CreationTimestamp is { } created ? new DateTimeOffset(created.ToUniversalTime()) : DateTimeOffset.MaxValue);
    }

    private static IEnumerable<Effect> Adopt(MachineDeploymentScope scope) => scope.Orphans.SelectMany(
        set => Adoption.Of(CoreTypes.MachineSet, set, Owners.Controller(CoreTypes.MachineDeployment, scope.Deployment)));

    private static IEnumerable<Effect> Create(MachineDeploymentScope scope, int replicas)
    {
        var set = SetFactory.Create(scope, replicas);
        return
        [
            new Effect.Create(CoreTypes.MachineSet, CoreTypes.MachineSet.ToJsonObject(set), "no MachineSet has the newest template")
            {
                FieldManager = FieldManagers.MachineDeploymentTemplate,
            },
            new Effect.Emit("Normal", "SuccessfulCreate", $"Created MachineSet {KeyOf(set)} with {replicas} replicas"),
        ];
    }

    private static IEnumerable<Effect> Align(MachineDeploymentScope scope, MachineSet set, int replicas, bool isCurrent)
    {
        var before = CoreTypes.MachineSet.ToJsonObject(set);
        var wanted = KubeObject.From(before).To(CoreTypes.MachineSet.Json);
        SetFactory.Align(wanted, scope, replicas, isCurrent);
        var patch = MergePatch.Diff(before, CoreTypes.MachineSet.ToJsonObject(wanted));
        if (patch.Count == 0)
        {
            yield break;
        }

        yield return new Effect.Patch(CoreTypes.MachineSet, KeyOf(set), patch, $"{(isCurrent ? "newest" : "old")} MachineSet: {replicas} replicas")
        {
            FieldManager = FieldManagers.MachineDeploymentTemplate,
        };
        var desired = set.Spec!.Replicas ?? 0;
        if (desired != replicas)
        {
            yield return new Effect.Emit(
                "Normal", "SuccessfulScale", $"Scaled {(replicas > desired ? "up" : "down")} MachineSet {KeyOf(set)}: {desired} -> {replicas}");
        }
    }

    /// <summary>Old sets go when the rollout is over.</summary>
    private static IEnumerable<Effect> CleanUp(MachineDeploymentScope scope)
    {
        var finished = scope.Current is { Status: { } status } current
            && current.Spec!.Replicas == scope.Desired && status.Replicas == scope.Desired && status.AvailableReplicas == scope.Desired
            && status.ObservedGeneration == current.Metadata.Generation;
        if (!finished)
        {
            yield break;
        }

        foreach (var set in scope.Old.Where(s => s.Spec!.Replicas == 0 && (s.Status?.Replicas ?? 0) == 0 && s.Metadata.DeletionTimestamp is null))
        {
            yield return new Effect.Delete(CoreTypes.MachineSet, KeyOf(set), set.Metadata.Uid, "the rollout is over");
            yield return new Effect.Emit("Normal", "SuccessfulDelete", $"Deleted MachineSet {KeyOf(set)}");
        }
    }

    private static ObjectKey KeyOf(MachineSet set) => new(set.Metadata.NamespaceProperty, set.Metadata.Name);
}
