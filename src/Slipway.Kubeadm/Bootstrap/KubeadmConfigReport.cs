using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>The status of a KubeadmConfig.</summary>
internal static class KubeadmConfigReport
{
    private static readonly SummaryOptions Summary = new()
    {
        Types = [KubeadmConfigConditions.CertificatesAvailable, KubeadmConfigConditions.DataSecretAvailable],
    };

    public static void Write(KubeadmConfigScope scope, PassOutcome outcome, KubeadmConfig config, DateTimeOffset now)
    {
        if (!scope.IsPaused && !outcome.Failed && outcome.Phases.Any(p => p.Result is PhaseResult.Do) && !WroteSecret(scope, outcome))
        {
            // A step was made, the next pass follows at once and reports.
            return;
        }

        var status = config.Status ??= new KubeadmConfigStatus();
        var generation = config.Metadata.Generation;
        var conditions = status.Conditions ??= [];
        conditions.Set(
            KubeadmConfigConditions.Paused, Pausing.Condition(scope.Cluster.ValueOrNull, config.Metadata, "KubeadmConfig"), generation, now);
        if (scope.IsPaused)
        {
            return;
        }

        if (!outcome.Failed)
        {
            status.ObservedGeneration = generation;
        }

        var adopted = BootDataPhase.AdoptedSecretName(scope);
        if (adopted is not null || WroteSecret(scope, outcome))
        {
            status.DataSecretName = adopted ?? config.Metadata.Name;
            status.Initialization = new KubeadmConfigInitialization { DataSecretCreated = true };
        }

        var deprecated = ((status.Deprecated ??= new KubeadmConfigDeprecatedStatus()).V1Beta1 ??= new()).Conditions ??= [];
        if (Certificates(scope) is { } certificates)
        {
            conditions.Set(KubeadmConfigConditions.CertificatesAvailable, certificates, generation, now);
            deprecated.Set(KubeadmConfigConditions.CertificatesAvailable, DeprecatedBootstrapConditions.Certificates(scope, certificates), now);
        }

        var data = DataSecretAvailable(status, outcome);
        conditions.Set(KubeadmConfigConditions.DataSecretAvailable, data, generation, now);
        deprecated.Set(KubeadmConfigConditions.DataSecretAvailable, DeprecatedBootstrapConditions.DataSecret(data, outcome), now);
        conditions.Set(KubeadmConfigConditions.Ready, ConditionSummary.Of(conditions, Summary), generation, now);
        if (deprecated.Summarize(KubeadmConfigConditions.CertificatesAvailable, KubeadmConfigConditions.DataSecretAvailable) is { } ready)
        {
            deprecated.Set(KubeadmConfigConditions.Ready, ready, now);
        }
    }

    /// <summary>What the condition CertificatesAvailable says; null while nobody has looked.</summary>
    internal static ConditionState? Certificates(KubeadmConfigScope scope) => scope.Authorities switch
    {
        null => scope.DataSecretCreated ? ConditionState.True(ConditionReasons.Available) : null,
        { Failure: { } failure } => ConditionState.Unknown(ConditionReasons.InternalError, failure.Message),
        { IsComplete: true } => ConditionState.True(ConditionReasons.Available),
        // A worker's machine needs nothing but the pin of the cluster's authority.
        var set when !scope.IsControlPlane && set.WorkerLacks(scope.ClusterKey).Length == 0 => ConditionState.True(ConditionReasons.Available),
        var set => ConditionState.False(
            ConditionReasons.InternalError, scope.IsControlPlane ? set.Lacks(scope.ClusterKey) : set.WorkerLacks(scope.ClusterKey)),
    };

    /// <summary>What the condition DataSecretAvailable says: when not available, what is awaited or went wrong.</summary>
    internal static ConditionState DataSecretAvailable(KubeadmConfigStatus status, PassOutcome outcome)
    {
        if (status.Initialization?.DataSecretCreated == true)
        {
            return ConditionState.True(ConditionReasons.Available);
        }

        var message = outcome.Phases.Select(p => p.FailureMessage ?? p.Result switch
        {
            PhaseResult.Wait wait => wait.Message,
            PhaseResult.Fail fail => fail.Message,
            PhaseResult.Do => "Boot data are being prepared",
            _ => null,
        }).FirstOrDefault(m => m is not null);
        return ConditionState.False(ConditionReasons.NotAvailable, message ?? "");
    }

    private static bool WroteSecret(KubeadmConfigScope scope, PassOutcome outcome)
    {
        var name = scope.Config.Metadata.Name;
        return outcome[KubeadmConfigReconciler.BootDataPhaseName] is { FailureCode: null, Result: PhaseResult.Do wanted }
            && wanted.Effects.Any(e => e is Effect.Patch { Type: ResourceType<k8s.Models.V1Secret>, Key: var key } && key.Name == name
                || (e is Effect.Create { Type: ResourceType<k8s.Models.V1Secret>, Target: null, Body: var body }
                    && (string?)body["metadata"]?["name"] == name));
    }
}
