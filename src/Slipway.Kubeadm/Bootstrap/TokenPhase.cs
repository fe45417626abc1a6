using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>Keeps the token of a machine that has not joined yet from running out.</summary>
internal static class TokenPhase
{
    private static readonly TimeSpan Recheck = BootstrapTokens.Lifetime / 3;

    /// <summary>Whether it is time to look at the token in the workload cluster: not while it is sure to be fresh.</summary>
    public static bool IsDue(KubeadmConfigScope scope, DateTimeOffset now) =>
        IsPending(scope)
        && scope.Config.Status?.Conditions.Find(KubeadmConfigConditions.DataSecretAvailable)?.LastTransitionTime is { } since
        && now - new DateTimeOffset(DateTime.SpecifyKind(since, DateTimeKind.Utc)) > BootstrapTokens.Lifetime / 6;

    public static PhaseResult Decide(KubeadmConfigScope scope, DateTimeOffset now)
    {
        if (!IsPending(scope))
        {
            return PhaseResult.Completed;
        }

        var wait = PhaseResult.WaitFor("WaitingForNode", "Waiting for the machine to join", Recheck);
        if (scope.Workload?.ValueOrNull is not { } workload || scope.TokenSecret is null)
        {
            return wait;
        }

        var token = scope.Config.Spec!.JoinConfiguration!.Discovery!.BootstrapToken!.Token!;
        return scope.TokenSecret switch
        {
            Observed<V1Secret>.Found(var secret) when BootstrapTokens.ReadExpiration(secret) - now < BootstrapTokens.Lifetime * 5 / 6 =>
                Want(new Effect.Patch(
                    BuiltInTypes.Secret, BootstrapTokens.SecretOf(token), BootstrapTokens.Extension(now), "the machine has not joined yet")
                {
                    Target = workload.Client,
                }),
            Observed<V1Secret>.Absent =>
                Want(new Effect.Create(BuiltInTypes.Secret, BootstrapTokens.Body(token, now), "the token ran out before the machine joined")
                {
                    Target = workload.Client,
                }),
            Observed<V1Secret>.Unknown(var code, var message) => PhaseResult.FailWith(code, message),
            _ => wait,
        };
    }

    private static bool IsPending(KubeadmConfigScope scope) =>
        scope.DataSecretCreated
        && scope.Config.Spec?.JoinConfiguration?.Discovery is { File: null, BootstrapToken.Token: not null }
        && scope.Owner?.ValueOrNull is { Status.NodeRef: null, Metadata.DeletionTimestamp: null };

    private static PhaseResult.Do Want(Effect effect) => new([effect]) { Recheck = Recheck };
}
