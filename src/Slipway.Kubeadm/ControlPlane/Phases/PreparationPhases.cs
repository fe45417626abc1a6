using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Phases;

/// <summary>What a control plane needs before its first Machine: an owner, a template, a network, authorities and a kubeconfig.</summary>
internal static class PreparationPhases
{
    /// <summary>The cluster that owns the control plane.</summary>
    public static PhaseResult Owner(ControlPlaneScope scope, DateTimeOffset now) => scope.Cluster switch
    {
        Observed<Cluster>.Unknown(var code, var message) => PhaseResult.FailWith(code, message),
        Observed<Cluster>.Absent => PhaseResult.WaitFor("WaitingForCluster", "Waiting for a Cluster to own the KubeadmControlPlane"),
        _ => PhaseResult.Completed,
    };

    /// <summary>The template belongs to the Cluster, so that it moves and goes with it.</summary>
    public static PhaseResult Template(ControlPlaneScope scope, DateTimeOffset now)
    {
        if (scope.Template is not Observed<ContractObject>.Found(var template))
        {
            return PhaseResult.Completed;
        }

        var owner = Owners.Plain(CoreTypes.Cluster, scope.Cluster.ValueOrNull!);
        return OwnershipPatch.Decide(template.Type, template.Source, owner, [], "the template belongs to the Cluster") is { } effect
            ? PhaseResult.Want(effect)
            : PhaseResult.Completed;
    }

    /// <summary>The cluster's network.</summary>
    public static PhaseResult Infrastructure(ControlPlaneScope scope, DateTimeOffset now) => scope.InfrastructureProvisioned
        ? PhaseResult.Completed
        : PhaseResult.WaitFor("WaitingForClusterInfrastructureReady", "Waiting for Cluster status.initialization.infrastructureProvisioned to be true");

    /// <summary>The four authorities: made before the first machine, never after.</summary>
    public static PhaseResult Certificates(ControlPlaneScope scope, DateTimeOffset now)
    {
        if (scope.Authorities is not { } authorities)
        {
            return PhaseResult.Completed;
        }

        if (authorities.Failure is { } failure)
        {
            return PhaseResult.FailWith(failure.Code, failure.Message);
        }

        var effects = ImmutableArray.CreateBuilder<Effect>();
        foreach (var body in scope.NewSecrets)
        {
            effects.Add(new Effect.Create(BuiltInTypes.Secret, body, "an authority of the new cluster"));
        }

        foreach (var purpose in AuthoritySecrets.Purposes)
        {
            if (authorities[purpose] is { Type: SecretTypes.ClusterSecret } secret && !secret.Metadata.IsControlledBy(scope.Object.Metadata.Uid))
            {
                effects.Add(Adopt(scope, secret));
            }
        }

        return effects.Count == 0 && !scope.IsInitialized && scope.Machines.IsEmpty && !scope.AuthorityProblems.IsEmpty
            ? PhaseResult.WaitFor("WaitingForCertificates", string.Join("; ", scope.AuthorityProblems))
            : PhaseResult.DoneAfter(effects);
    }

    /// <summary>The address of the API server.</summary>
    public static PhaseResult Endpoint(ControlPlaneScope scope, DateTimeOffset now) => scope.Endpoint is not null
        ? PhaseResult.Completed
        : PhaseResult.WaitFor("WaitingForControlPlaneEndpoint", "Waiting for Cluster spec.controlPlaneEndpoint to be set");

    /// <summary>The admin kubeconfig: made once, renewed at half of its life, left alone when it is the user's.</summary>
    public static PhaseResult Kubeconfig(ControlPlaneScope scope, DateTimeOffset now)
    {
        var key = ClusterSecrets.Kubeconfig(scope.ClusterKey);
        switch (scope.Kubeconfig)
        {
            case Observed<V1Secret>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<V1Secret>.Absent when scope.NewKubeconfig is { } kubeconfig:
                var owner = Owners.Controller(Api.KubeadmTypes.KubeadmControlPlane, scope.Object).ToClass();
                var body = ClusterSecrets.Create(key, scope.ClusterKey.Name, owner, (ClusterSecrets.ValueKey, kubeconfig));
                return PhaseResult.Want(new Effect.Create(
                    BuiltInTypes.Secret, BuiltInTypes.Secret.ToJsonObject(body), "the admin's way into the new cluster"));
            case Observed<V1Secret>.Absent:
                return PhaseResult.WaitFor(
                    "WaitingForCertificates",
                    MissingKubeconfig(scope)
                        ?? $"Waiting for Secret {ClusterSecrets.Authority(scope.ClusterKey).Name} with certificate and key");
            case Observed<V1Secret>.Found(var secret) when scope.NewKubeconfig is { } renewed:
                return PhaseResult.Want(new Effect.Patch(
                    BuiltInTypes.Secret, new(secret.Metadata.NamespaceProperty, secret.Metadata.Name),
                    SecretPatch.OfData((ClusterSecrets.ValueKey, renewed)), "the client certificate has less than half a year left"));
            case Observed<V1Secret>.Found(var secret)
                when secret.Type == SecretTypes.ClusterSecret && !secret.Metadata.IsControlledBy(scope.Object.Metadata.Uid):
                return PhaseResult.Want(Adopt(scope, secret));
            default:
                return PhaseResult.Completed;
        }
    }

    /// <summary>What only the user can bring, who keeps the key that it would be made with; null when nothing is missing.</summary>
    public static string? MissingKubeconfig(ControlPlaneScope scope) =>
        scope is { Kubeconfig: Observed<V1Secret>.Absent, IsDeleting: false }
        && scope.Authorities?[AuthorityPurpose.Cluster] is { } authority && authority.KeyPair() is null
            ? $"Secret {ClusterSecrets.Kubeconfig(scope.ClusterKey).Name} does not exist, "
                + $"and Secret {authority.Metadata.Name} has no {ClusterSecrets.PrivateKeyKey} to make it with"
            : null;

    private static Effect Adopt(ControlPlaneScope scope, V1Secret secret)
    {
        var owner = Owners.Controller(Api.KubeadmTypes.KubeadmControlPlane, scope.Object);
        var read = KubeObject.From(KubeJson.ToJsonObject(secret, BuiltInTypes.Secret.Json));
        return OwnershipPatch.Decide(BuiltInTypes.Secret, read, owner, [], "the Secret belongs to the control plane")!;
    }
}
