using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>
/// The kubeconfig of a cluster without a control plane object, out of the authority that somebody keeps in its Secret. Where there is a
/// control plane object, its provider makes the kubeconfig.
/// </summary>
internal sealed class ClusterKubeconfig(ReferenceTracker references, CertificateFactory certificates)
{
    /// <summary>The Secret to be made; Absent when it is there or not wanted, Unknown when what it needs cannot be read.</summary>
    public async ValueTask<Observed<V1Secret>> ObserveAsync(Cluster cluster, ObjectKey self, CancellationToken cancellationToken)
    {
        if (cluster is not { Metadata.DeletionTimestamp: null,
            Spec: { ControlPlaneRef: null, Topology: null, ControlPlaneEndpoint: { Host.Length: > 0, Port: > 0 } endpoint } })
        {
            return new Observed<V1Secret>.Absent();
        }

        var existing = await references.GetAsync(BuiltInTypes.Secret, ClusterSecrets.Kubeconfig(self), self, cancellationToken);
        var authority = (await references.GetAsync(BuiltInTypes.Secret, ClusterSecrets.Authority(self), self, cancellationToken))
            .As(BuiltInTypes.Secret);
        return (existing, authority) switch
        {
            (Observed<KubeObject>.Unknown(var code, var message), _) => new Observed<V1Secret>.Unknown(code, message),
            (Observed<KubeObject>.Found, _) => new Observed<V1Secret>.Absent(),
            (_, Observed<V1Secret>.Found(var found)) => Create(cluster, self, endpoint, found),
            _ => authority,
        };
    }

    /// <summary>Makes the Secret that was observed to be missing.</summary>
    public static PhaseResult Decide(ClusterScope scope) => scope.NewKubeconfig switch
    {
        Observed<V1Secret>.Unknown(var code, var message) => PhaseResult.FailWith(code, message),
        Observed<V1Secret>.Found(var secret) => PhaseResult.Want(
            new Effect.Create(BuiltInTypes.Secret, KubeJson.ToJsonObject(secret, BuiltInTypes.Secret.Json),
                "no control plane provider makes the kubeconfig")),
        _ => PhaseResult.Completed,
    };

    private Observed<V1Secret> Create(Cluster cluster, ObjectKey self, ApiEndpoint endpoint, V1Secret authority)
    {
        if (authority.KeyPair() is not { } pair)
        {
            return new Observed<V1Secret>.Unknown(
                ErrorCodes.ContractViolation,
                $"Secret {authority.Metadata.Name} needs {ClusterSecrets.CertificateKey} and {ClusterSecrets.PrivateKeyKey}, "
                    + "of which the kubeconfig is made");
        }

        var kubeconfig = certificates.CreateKubeconfig(self.Name, pair, $"{endpoint.Host}:{endpoint.Port}");
        return new Observed<V1Secret>.Found(ClusterSecrets.Create(
            ClusterSecrets.Kubeconfig(self), self.Name, Owners.Plain(CoreTypes.Cluster, cluster).ToClass(),
            (ClusterSecrets.ValueKey, kubeconfig)));
    }
}
