using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>Gets a machine its boot data: as the first of the control plane, or joining.</summary>
internal static class BootDataPhase
{
    internal const string WaitingForInfrastructureReason = "WaitingForClusterInfrastructureReady";

    public static PhaseResult Decide(KubeadmConfigScope scope, DateTimeOffset now)
    {
        if (scope.DataSecretCreated || AdoptedSecretName(scope) is not null)
        {
            return PhaseResult.Completed;
        }

        if (scope.ControlPlaneInitialized)
        {
            return JoinPhase.Decide(scope, now);
        }

        if (!scope.IsControlPlane)
        {
            return PhaseResult.WaitFor("WaitingForControlPlaneInitialized", BootstrapMessages.WaitingForControlPlane);
        }

        if (scope.Authorities is { Failure: { } failure })
        {
            return PhaseResult.FailWith(failure.Code, failure.Message);
        }

        return scope.Authorities?.IsComplete == true || !scope.HasControlPlaneProvider
            ? InitPhase.Decide(scope, now)
            : WaitForCertificates(scope);
    }

    /// <summary>Waits for authorities that somebody else makes.</summary>
    public static PhaseResult WaitForCertificates(KubeadmConfigScope scope) => PhaseResult.WaitFor(
        "WaitingForCertificates",
        $"Waiting for the certificate Secrets of Cluster {scope.ClusterKey.Name}: {scope.Authorities?.Lacks(scope.ClusterKey)}",
        TimeSpan.FromSeconds(1));

    /// <summary>Waits for what every machine needs.</summary>
    public static PhaseResult Prerequisites(KubeadmConfigScope scope, DateTimeOffset now) => scope switch
    {
        { Owner: null or Observed<Machine>.Absent } => PhaseResult.WaitFor("WaitingForOwner", BootstrapMessages.WaitingForOwner),
        { Owner: Observed<Machine>.Unknown(var code, var message) } => PhaseResult.FailWith(code, message),
        { Cluster: Observed<Cluster>.Unknown(var code, var message) } => PhaseResult.FailWith(code, message),
        { Cluster: Observed<Cluster>.Absent } => PhaseResult.WaitFor("WaitingForCluster", BootstrapMessages.WaitingForCluster),
        { InfrastructureProvisioned: false } => PhaseResult.WaitFor(
            WaitingForInfrastructureReason, BootstrapMessages.WaitingForInfrastructure),
        _ => PhaseResult.Completed,
    };

    /// <summary>The Secret that the Machine has already, where this object lost its status: after a move or a restore.</summary>
    public static string? AdoptedSecretName(KubeadmConfigScope scope) =>
        scope.DataSecretCreated ? null : scope.Owner?.ValueOrNull?.Spec?.Bootstrap?.DataSecretName;
}
