using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>
/// Keeps the token of a machine that has not joined yet from running out, and takes away that of one that has. A pool's is replaced at half
/// of its life, together with the boot data that name it: further machines may come at any time.
/// </summary>
internal static class TokenPhase
{
    private static readonly TimeSpan Recheck = BootstrapTokens.Lifetime / 3;

    /// <summary>Whether it is time to look at the token in the workload cluster: not while it is sure to be fresh, or to have run out.</summary>
    public static bool IsDue(KubeadmConfigScope scope, DateTimeOffset now) => HasToken(scope)
        && (HasJoined(scope)
            ? now - ReadySince(scope) < BootstrapTokens.Lifetime
            : scope.IsMachinePool || now - Since(scope.Config.Status?.Conditions.Find(KubeadmConfigConditions.DataSecretAvailable)) > BootstrapTokens.Lifetime / 6);

    /// <summary>Whether a pool needs a new token, or boot data that name the one it has.</summary>
    public static bool Renews(KubeadmConfigScope scope, DateTimeOffset now) =>
        HasToken(scope) && scope is { IsMachinePool: true, Workload.ValueOrNull: not null, TokenSecret: { } secret }
        && (NeedsNew(scope, secret, now) || !scope.BootDataNameToken);

    public static PhaseResult Decide(KubeadmConfigScope scope, DateTimeOffset now)
    {
        if (!HasToken(scope))
        {
            return PhaseResult.Completed;
        }

        if (scope.Workload?.ValueOrNull is not { } workload || scope.TokenSecret is not { } secret)
        {
            return HasJoined(scope) && !scope.IsMachinePool ? PhaseResult.Completed : Waiting;
        }

        return secret switch
        {
            Observed<V1Secret>.Unknown(var code, var message) => PhaseResult.FailWith(code, message),
            _ when Renews(scope, now) => Renew(scope, secret, workload, now),
            _ when HasJoined(scope) && scope.IsMachinePool => Waiting,
            _ when HasJoined(scope) => TakeAway(secret.ValueOrNull, workload),
            _ => Prolong(Token(scope)!, secret.ValueOrNull, workload, now),
        };
    }

    private static PhaseResult Waiting => PhaseResult.WaitFor("WaitingForNode", "Waiting for machines to join", Recheck);

    private static PhaseResult Prolong(string token, V1Secret? secret, IWorkloadCluster workload, DateTimeOffset now)
    {
        if (secret is null)
        {
            return Want(Make(token, "the token ran out before the machine joined", workload, now));
        }

        // A token without a term that can be read gets one.
        return BootstrapTokens.ReadExpiration(secret) - now >= BootstrapTokens.Lifetime * 5 / 6
            ? Waiting
            : Want(new Effect.Patch(
                BuiltInTypes.Secret, BootstrapTokens.SecretOf(token), BootstrapTokens.Extension(now), "the machine has not joined yet")
            {
                Target = workload.Client,
            });
    }

    // The token is in the spec before it exists, and the boot data follow: what a crash left undone is seen by what they name.
    private static PhaseResult Renew(KubeadmConfigScope scope, Observed<V1Secret> secret, IWorkloadCluster workload, DateTimeOffset now)
    {
        if (secret is Observed<V1Secret>.Absent && !scope.BootDataNameToken)
        {
            var chosen = Make(Token(scope)!, "it was chosen and not made", workload, now);
            return DataSecret.Write(scope, scope.Config.Spec!, init: false, [chosen]);
        }

        if (!NeedsNew(scope, secret, now))
        {
            return DataSecret.Write(scope, scope.Config.Spec!, init: false, []);
        }

        var spec = KubeadmSpecs.Copy(scope.Config.Spec!);
        spec.JoinConfiguration!.Discovery!.BootstrapToken!.Token = scope.NewToken;
        return DataSecret.Write(
            scope, spec, init: false,
            [
                new Effect.ChangeSelf<KubeadmConfig>(c => c.Spec = spec, "a new token for the machines that the pool gets next"),
                Make(scope.NewToken, "the old one will run out", workload, now),
            ]);
    }

    private static Effect.Create Make(string token, string why, IWorkloadCluster workload, DateTimeOffset now) =>
        new(BuiltInTypes.Secret, BootstrapTokens.Body(token, now), why) { Target = workload.Client };

    private static PhaseResult TakeAway(V1Secret? secret, IWorkloadCluster workload) => secret is not null && BootstrapTokens.IsOurs(secret)
        ? PhaseResult.Want(new Effect.Delete(
            BuiltInTypes.Secret, new(secret.Metadata.NamespaceProperty, secret.Metadata.Name), secret.Metadata.Uid, "the machine has joined")
        {
            Target = workload.Client,
        })
        : PhaseResult.Completed;

    private static bool NeedsNew(KubeadmConfigScope scope, Observed<V1Secret> secret, DateTimeOffset now) => secret switch
    {
        Observed<V1Secret>.Absent => true,
        Observed<V1Secret>.Found(var found) => HasJoined(scope) && !(BootstrapTokens.ReadExpiration(found) - now >= BootstrapTokens.Lifetime / 2),
        _ => false,
    };

    private static string? Token(KubeadmConfigScope scope) =>
        scope.Config.Spec?.JoinConfiguration?.Discovery is { File: null, BootstrapToken.Token: { } token } && BootstrapTokens.IsToken(token)
            ? token : null;

    private static bool HasToken(KubeadmConfigScope scope) =>
        scope.DataSecretCreated && Token(scope) is not null && scope.Owner?.ValueOrNull is { Metadata.DeletionTimestamp: null };

    private static bool HasJoined(KubeadmConfigScope scope) => scope.Owner?.ValueOrNull?.Status?.NodeRef is not null;

    // kubeadm is through once the kubelet reports.
    private static DateTimeOffset? ReadySince(KubeadmConfigScope scope) => scope.IsMachinePool
        ? DateTimeOffset.MaxValue
        : scope.Owner?.ValueOrNull?.Status?.Conditions.Find(MachineConditions.NodeReady) is { Status: ConditionStatus.True } ready
            ? Since(ready)
            : null;

    private static DateTimeOffset? Since(Condition? condition) => condition?.LastTransitionTime is { } since
        ? new DateTimeOffset(DateTime.SpecifyKind(since, DateTimeKind.Utc))
        : null;

    private static PhaseResult.Do Want(Effect effect) => new([effect]) { Recheck = Recheck };
}
