using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Core.Contracts;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.ControlPlane.Adoption;

/// <summary>
/// Takes over a control plane that was made without a KubeadmControlPlane: its Machines, and the authorities that their KubeadmConfigs made.
/// All of them or none: what one Machine forbids holds for all.
/// </summary>
internal static class AdoptionPhase
{
    private const string KubeadmConfig = "KubeadmConfig";

    /// <summary>Machines that nobody manages are taken over; Machines of another manager are refused.</summary>
    public static PhaseResult Decide(ControlPlaneScope scope, DateTimeOffset now)
    {
        if (scope.Strangers.IsEmpty || scope.IsDeleting)
        {
            return PhaseResult.Completed;
        }

        if (Problem(scope) is { } problem)
        {
            return new PhaseResult.Fail(ErrorCodes.InvalidSpecification, problem) { Events = [new Effect.Emit("Warning", "AdoptionFailed", problem)] };
        }

        foreach (var stranger in scope.Strangers)
        {
            if (stranger.Config is Observed<ContractObject>.Unknown(var code, var message))
            {
                return PhaseResult.FailWith(code, message);
            }

            if (stranger.Config is Observed<ContractObject>.Absent)
            {
                return PhaseResult.WaitFor(
                    "WaitingForBootstrapConfig",
                    $"Waiting for KubeadmConfig {stranger.Machine.Spec?.Bootstrap?.ConfigRef?.Name} to adopt Machine {stranger.Machine.Metadata.Name}");
            }
        }

        return PhaseResult.DoneAfter(scope.Strangers.SelectMany(s => Adopt(scope, s)));
    }

    /// <summary>Why the control plane's Machines cannot be taken over; null when they can, or there are none.</summary>
    public static string? Problem(ControlPlaneScope scope) =>
        scope.Strangers.Select(s => Problem(scope.Spec.Version, s)).OfType<string>().FirstOrDefault();

    private static string? Problem(string? version, AdoptionCandidate candidate)
    {
        var machine = candidate.Machine;
        var name = machine.Metadata.Name;
        if (machine.Metadata.ControllerOf() is { } manager)
        {
            return $"Machine {name} is a control plane Machine of {manager.Kind} {manager.Name}: a control plane has one manager";
        }

        if (machine.Spec?.Bootstrap?.ConfigRef is not { Kind: KubeadmConfig } reference)
        {
            return $"Could not adopt Machine {name}: spec.bootstrap.configRef is to be a {KubeadmConfig}, and is "
                + (machine.Spec?.Bootstrap?.ConfigRef is { Kind: { Length: > 0 } kind } other ? $"{kind} {other.Name}" : "not set");
        }

        // Where a Machine does not say its version, the operator knows what it is.
        return machine.Spec.Version is { Length: > 0 } has && !IsNear(has, version)
            ? $"Could not adopt Machine {name}: its version {has} is more than one minor version from the {version} of the KubeadmControlPlane "
                + $"(its {reference.Kind} is {reference.Name})"
            : null;
    }

    private static bool IsNear(string has, string? wanted) =>
        KubernetesVersion.TryParse(has, out var first) && KubernetesVersion.TryParse(wanted, out var second)
        && first.Major == second.Major && Math.Abs(first.Minor - second.Minor) <= 1;

    private static IEnumerable<Effect> Adopt(ControlPlaneScope scope, AdoptionCandidate candidate)
    {
        var owner = Owners.Controller(Api.KubeadmTypes.KubeadmControlPlane, scope.Object);
        var config = candidate.Config.ValueOrNull!.Source;
        var bootData = candidate.Machine.Spec!.Bootstrap!.DataSecretName;
        foreach (var secret in candidate.Secrets.Where(s => s.Metadata.Name != bootData && s.Metadata.Name != DataSecretOf(config)))
        {
            yield return Replace(secret, config.Metadata.Uid, owner);
        }

        if (OwnershipPatch.Decide(
            CoreTypes.Machine, KubeObject.From(KubeJson.ToJsonObject(candidate.Machine, CoreTypes.Machine.Json)), owner, [],
            "adopt a control plane Machine that nobody manages") is { } adopt)
        {
            yield return adopt;
        }
    }

    private static string? DataSecretOf(KubeObject config) => config.View(Api.KubeadmTypes.KubeadmConfig.Json).Status?.DataSecretName;

    private static Effect.Patch Replace(KubeObject secret, string former, OwnerReference owner)
    {
        ImmutableArray<OwnerReference> owners =
            [.. secret.Metadata.OwnerReferences.Where(o => o.Uid != former && o.Uid != owner.Uid && !o.Controller), owner];
        var metadata = new JsonObject
        {
            ["resourceVersion"] = secret.Metadata.ResourceVersion,
            ["ownerReferences"] = new JsonArray([.. owners.Select(o => o.ToJson())]),
        };
        return new Effect.Patch(
            BuiltInTypes.Secret, secret.Key, new JsonObject { ["metadata"] = metadata }, "what the Machine's KubeadmConfig made is the control plane's");
    }
}
