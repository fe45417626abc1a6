using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Parts;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineHealthChecks.Phases;

/// <summary>
/// Objects that ask someone else than a Machine's owner to remediate it: one a Machine, of its name, made from a template.
/// </summary>
internal static class RemediationRequests
{
    /// <summary>The kind of a template.</summary>
    public static ResourceType TemplateType(RemediationTemplateReference reference)
    {
        var kind = GroupVersionKind.Parse(reference.ApiVersion!, reference.Kind!);
        return new ResourceType(kind, Contracts.KindNames.Plural(kind.Kind), Namespaced: true);
    }

    /// <summary>The kind of the requests that are made from a template.</summary>
    public static ResourceType RequestType(RemediationTemplateReference reference) => MachinePart.PartType(TemplateType(reference));

    /// <summary>What creates the request that an unhealthy Machine lacks.</summary>
    public static IEnumerable<Effect> Ask(HealthCheckScope scope, HealthCheckTarget target, DateTimeOffset now)
    {
        if (scope.Template is not Observed<KubeObject>.Found(var found) || target.Request is not Observed<KubeObject>.Absent
            || scope.Requests?.IsDue(target.Machine.Metadata.Uid, now) != true)
        {
            return [];
        }

        var reference = scope.Check.Spec!.Remediation!.TemplateRef!;
        var clone = new TemplateClone
        {
            Type = RequestType(reference),
            Source = found.ToJsonObject()["spec"]?["template"] as JsonObject ?? [],
            Key = new ObjectKey(target.Machine.Metadata.NamespaceProperty, target.Machine.Metadata.Name),
            Cluster = target.Machine.Spec!.ClusterName!,
            Owner = Owners.Plain(CoreTypes.Machine, target.Machine),
            ClonedFrom = (found.Key.Name, TemplateType(reference).Kind.GroupKind.ToString()),
        };
        return [scope.Requests.Create(clone.Type, clone.ToBody(), target.Machine.Metadata.Uid, now,
            $"Machine {clone.Key.Name} is unhealthy")];
    }

    /// <summary>What the Machine's condition ExternallyRemediated is to say.</summary>
    public static IEnumerable<MachineConditionChange> Tell(HealthCheckScope scope, HealthCheckTarget target)
    {
        if (scope.Template is Observed<KubeObject>.Absent)
        {
            var missing = ConditionState.False(MachineReasons.RemediationTemplateNotFound, NotFound(scope));
            return [new(MachineConditions.ExternallyRemediated, missing)];
        }

        // Whoever remediates says how far it is.
        if (target.Request is not Observed<KubeObject>.Absent || scope.Template is not Observed<KubeObject>.Found)
        {
            return [];
        }

        var state = scope.Requests?.Last(target.Machine.Metadata.Uid)?.Refusal is { } refusal
            ? ConditionState.False(MachineReasons.RemediationRequestCreationFailed, $"The remediation request cannot be created: {refusal}")
            : ConditionState.False(MachineReasons.WaitingForRemediation);
        return [new(MachineConditions.ExternallyRemediated, state)];
    }

    /// <summary>What takes back the request for a Machine that is healthy again.</summary>
    public static IEnumerable<Effect> Withdraw(HealthCheckScope scope, HealthCheckTarget target)
    {
        if (target.Request is not Observed<KubeObject>.Found({ IsDeleting: false } request))
        {
            return [];
        }

        var type = RequestType(scope.Check.Spec!.Remediation!.TemplateRef!);
        return [new Effect.Delete(type, request.Key, request.Metadata.Uid, $"Machine {request.Key.Name} is healthy")];
    }

    /// <summary>Which template is missing; null when none is, or nobody needs it.</summary>
    public static string? Missing(HealthCheckScope scope, HealthCheckRound round) =>
        scope.Template is Observed<KubeObject>.Absent && round is { Unhealthy: > 0, Budget.IsAllowed: true } ? NotFound(scope) : null;

    /// <summary>Why the first request that is wanted cannot be created; null when all can.</summary>
    public static string? Refused(HealthCheckScope scope) => scope.Targets
        .Where(t => t.Request is Observed<KubeObject>.Absent)
        .Select(t => scope.Requests?.Last(t.Machine.Metadata.Uid)?.Refusal)
        .FirstOrDefault(r => r is not null);

    private static string NotFound(HealthCheckScope scope)
    {
        var reference = scope.Check.Spec!.Remediation!.TemplateRef!;
        return $"Error retrieving remediation template {reference.Kind} {scope.Check.Metadata.NamespaceProperty}/{reference.Name}";
    }
}
