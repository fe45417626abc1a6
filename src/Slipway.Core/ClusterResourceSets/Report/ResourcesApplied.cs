using Slipway.Api.Addons.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.ClusterResourceSets.Phases;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets.Report;

/// <summary>Whether all manifests are applied to all Clusters. The first that falls short in this order gives the reason.</summary>
/// <param name="State">Condition ResourcesApplied.</param>
/// <param name="Deprecated">The same for older clients.</param>
internal sealed record ResourcesApplied(ConditionState State, DeprecatedConditionState Deprecated)
{
    private const int MaxTold = 5;

    public static ResourcesApplied Of(ResourceSetScope scope, PassOutcome outcome)
    {
        if (scope.Resources.Select(r => r.Object).OfType<Observed<KubeObject>.Unknown>().FirstOrDefault() is { } unknown)
        {
            return False(ConditionReasons.InternalError, unknown.Message, "RetrievingResourceFailed");
        }

        if (scope.Resources.Where(r => r.Digest is { IsWrongType: true }).ToList() is { Count: > 0 } wrong)
        {
            var messages = wrong.Select(r => $"Secret type of resource {r.Reference.Name} is not supported");
            return new(
                ConditionState.False(ClusterResourceSetReasons.WrongSecretType, Told(messages)),
                DeprecatedConditionState.Warning(ClusterResourceSetReasons.WrongSecretType, "unsupported secret type"));
        }

        var missing = scope.Resources.Where(r => r.Object is Observed<KubeObject>.Absent).Select(r => $"{r} does not exist").ToList();
        if (missing.Count > 0)
        {
            return False(ClusterResourceSetReasons.NotApplied, Told(missing), "RetrievingResourceFailed");
        }

        var failures = scope.Targets.Select(t => Failure(t, outcome)).OfType<string>().ToList();
        if (failures.Count > 0)
        {
            return False(ClusterResourceSetReasons.NotApplied, Told(failures), "ApplyFailed");
        }

        var unreachable = scope.Targets.Select(t => Waiting(t, outcome)).OfType<string>().ToList();
        return unreachable.Count == 0
            ? new(ConditionState.True(ClusterResourceSetReasons.Applied), DeprecatedConditionState.True())
            : new(
                ConditionState.False(ConditionReasons.InternalError, Told(unreachable)),
                DeprecatedConditionState.Error("RemoteClusterClientFailed", Told(unreachable)));
    }

    private static string? Failure(SetTarget target, PassOutcome outcome)
    {
        var why = outcome[TargetPhase.NameOf(target)] switch
        {
            { FailureMessage: { } message } => message,
            { Result: PhaseResult.Fail(_, var message) } => message,
            _ => null,
        };
        return why is null ? null : $"Failed to apply ClusterResourceSet resources to Cluster {target.Key.Name}: {why}";
    }

    private static string? Waiting(SetTarget target, PassOutcome outcome) =>
        outcome[TargetPhase.NameOf(target)]?.Result is PhaseResult.Wait(_, var message, _) ? $"Cluster {target.Key.Name}: {message}" : null;

    private static ResourcesApplied False(string reason, string message, string deprecated) =>
        new(ConditionState.False(reason, message), DeprecatedConditionState.Warning(deprecated, message));

    private static string Told(IEnumerable<string> messages)
    {
        var all = messages.ToList();
        return all.Count <= MaxTold ? string.Join('\n', all) : $"{string.Join('\n', all.Take(MaxTold))}\n... ({all.Count - MaxTold} more)";
    }
}
