using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>Whether Machines, and what they stand on, can be made: what the v1beta1 condition MachinesCreated says.</summary>
internal static class CreationState
{
    private const string TemplateFailed = "InfrastructureTemplateCloningFailed";
    private const string ConfigFailed = "BootstrapTemplateCloningFailed";
    private const string MachineFailed = "MachineGenerationFailed";

    /// <summary>What it says; null to leave it as it is.</summary>
    public static DeprecatedConditionState? Of(ControlPlaneScope scope, PassOutcome outcome)
    {
        if (Refused(outcome) is { } refused)
        {
            return refused;
        }

        if (scope.Machines.Length >= scope.DesiredReplicas)
        {
            return DeprecatedConditionState.True();
        }

        return scope is { InfrastructureProvisioned: true, IsDeleting: false, Spec.MachineTemplate.Spec.InfrastructureRef: { } reference }
            ? scope.Template switch
            {
                Observed<ContractObject>.Absent => DeprecatedConditionState.Error(TemplateFailed, $"{reference.Kind} {reference.Name} does not exist"),
                Observed<ContractObject>.Unknown(_, var message) => DeprecatedConditionState.Error(TemplateFailed, message),
                _ => null,
            }
            : null;
    }

    /// <summary>What the server refused to make in this pass.</summary>
    private static DeprecatedConditionState? Refused(PassOutcome outcome)
    {
        foreach (var phase in outcome.Phases)
        {
            if (phase is { FailureCode: not null, FailureMessage: { } message, Result: PhaseResult.Do(var effects) }
                && effects.OfType<Effect.Create>().Select(c => c.Type.Kind).ToList() is { Count: > 0 } kinds && ReasonOf(kinds, message) is { } reason)
            {
                return DeprecatedConditionState.Error(reason, message);
            }
        }

        return null;
    }

    /// <summary>Of several that were to be made the message names the kind.</summary>
    private static string? ReasonOf(List<Kubernetes.Objects.GroupVersionKind> kinds, string message) =>
        kinds.Contains(CoreTypes.Machine.Kind) ? MachineFailed
        : kinds.TrueForAll(k => k.Group.Length == 0) ? null
        : kinds.Contains(Api.KubeadmTypes.KubeadmConfig.Kind) && (kinds.Count == 1 || message.Contains("KubeadmConfig", StringComparison.OrdinalIgnoreCase)) ? ConfigFailed
        : kinds.TrueForAll(k => k.Group.StartsWith("rbac.", StringComparison.Ordinal)) ? null
        : TemplateFailed;
}
