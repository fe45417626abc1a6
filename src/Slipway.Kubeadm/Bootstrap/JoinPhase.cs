using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>Every machine but the first: settles how it finds the cluster, makes its token valid, and writes its boot data.</summary>
internal static class JoinPhase
{
    private static readonly TimeSpan ConnectionRecheck = TimeSpan.FromSeconds(1);

    public static PhaseResult Decide(KubeadmConfigScope scope, DateTimeOffset now)
    {
        var spec = WithDiscovery(scope, out var problem);
        if (problem is not null)
        {
            return problem;
        }

        var effects = ImmutableArray.CreateBuilder<Effect>();
        if (spec!.JoinConfiguration!.Discovery is { File: null, BootstrapToken.Token: { } token })
        {
            switch (scope.Workload)
            {
                case Observed<IWorkloadCluster>.Found { Value: var workload }:
                    var tokenEffect = TokenEffect(scope, token, workload, now, out problem);
                    if (problem is not null)
                    {
                        return problem;
                    }

                    effects.Add(new Effect.ChangeSelf<KubeadmConfig>(c => c.Spec = spec, "how the machine finds its cluster"));
                    effects.AddRange(tokenEffect);
                    break;
                default:
                    return PhaseResult.WaitFor("WaitingForConnection", BootstrapMessages.WaitingForConnection, ConnectionRecheck);
            }
        }

        return DataSecret.Write(scope, spec, init: false, effects.ToImmutable());
    }

    /// <summary>A copy of the spec whose discovery is complete.</summary>
    private static KubeadmConfigSpec? WithDiscovery(KubeadmConfigScope scope, out PhaseResult? problem)
    {
        problem = null;
        var authority = scope.Authorities?[AuthorityPurpose.Cluster]?.Text(ClusterSecrets.CertificateKey);
        if (authority is null || (scope.IsControlPlane && scope.Authorities?.IsComplete != true))
        {
            problem = scope.Authorities is { Failure: { } failure }
                ? PhaseResult.FailWith(failure.Code, failure.Message)
                : PhaseResult.FailWith(ErrorCodes.ReferenceNotFound, Lacks(scope));
            return null;
        }

        var pins = AuthorityPins.Of(authority);
        if (pins.IsEmpty)
        {
            var secret = AuthoritySecrets.Authority(scope.ClusterKey, AuthorityPurpose.Cluster).Name;
            problem = PhaseResult.FailWith(
                ErrorCodes.InvalidSpecification, $"Secret {secret}: {ClusterSecrets.CertificateKey} holds no certificate that can be read");
            return null;
        }

        if (!scope.IsControlPlane && scope.Config.Spec?.JoinConfiguration?.ControlPlane is not null)
        {
            problem = PhaseResult.FailWith(
                ErrorCodes.InvalidSpecification,
                $"spec.joinConfiguration.controlPlane: must not be set, for {scope.Owner?.ValueOrNull?.Metadata.Name} is a worker");
            return null;
        }

        var endpoint = ClusterFactsReader.Endpoint(scope.Cluster.ValueOrNull?.Spec?.ControlPlaneEndpoint);
        var spec = KubeadmSpecs.Copy(scope.Config.Spec!);
        spec.JoinConfiguration ??= new JoinConfiguration();
        if (scope.IsControlPlane)
        {
            spec.JoinConfiguration.ControlPlane ??= new JoinControlPlane();
        }

        var discovery = spec.JoinConfiguration.Discovery ??= new Discovery();
        if (discovery.File is { } file)
        {
            if (file.KubeConfig is { } wanted && wanted.Cluster?.Server is null && endpoint is null)
            {
                problem = PhaseResult.WaitFor("WaitingForControlPlaneEndpoint", BootstrapMessages.WaitingForEndpoint);
            }

            return spec;
        }

        var token = discovery.BootstrapToken ??= new BootstrapTokenDiscovery();
        token.ApiServerEndpoint ??= endpoint;
        if (token.ApiServerEndpoint is null)
        {
            problem = PhaseResult.WaitFor("WaitingForControlPlaneEndpoint", BootstrapMessages.WaitingForEndpoint);
            return null;
        }

        token.Token ??= scope.NewToken;
        if (!BootstrapTokens.IsToken(token.Token))
        {
            // A misspelt one is nearly the secret.
            problem = PhaseResult.FailWith(
                ErrorCodes.InvalidSpecification,
                "spec.joinConfiguration.discovery.bootstrapToken.token: must be six of a-z and 0-9, a dot, and sixteen of them");
            return null;
        }

        // Also for a machine that may do without: kubeadm goes by the hashes where there are any.
        if (token.CaCertHashes is not { Count: > 0 })
        {
            token.CaCertHashes = [.. pins];
        }

        return spec;
    }

    private static string Lacks(KubeadmConfigScope scope)
    {
        var lacks = scope.IsControlPlane ? scope.Authorities?.Lacks(scope.ClusterKey) : scope.Authorities?.WorkerLacks(scope.ClusterKey);
        return $"the certificates of Cluster {scope.ClusterKey.Name} are incomplete: {lacks}";
    }

    /// <summary>The token is made once its text stands in the spec: after a crash in between it is made then.</summary>
    private static ImmutableArray<Effect> TokenEffect(
        KubeadmConfigScope scope, string token, IWorkloadCluster workload, DateTimeOffset now, out PhaseResult? problem)
    {
        problem = null;
        switch (scope.TokenSecret)
        {
            case Observed<V1Secret>.Found:
                return [];
            case Observed<V1Secret>.Unknown unknown:
                problem = PhaseResult.FailWith(unknown.Code, unknown.Message);
                return [];
            default:
                return
                [
                    new Effect.Create(BuiltInTypes.Secret, BootstrapTokens.Body(token, now), "the token that the machine joins with")
                    {
                        Target = workload.Client,
                    },
                ];
        }
    }
}
