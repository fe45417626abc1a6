using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Objects;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.Sources;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Authorities;

/// <summary>Reads a cluster's authorities and kubeconfig, and makes what may be missing.</summary>
/// <param name="factory">Makes authorities and kubeconfigs.</param>
/// <param name="inspector">Looks at those that there are.</param>
internal sealed class AuthorityObserver(AuthorityFactory factory, AuthorityInspector inspector)
{
    /// <summary>The scope with what was read.</summary>
    /// <param name="scope">What is known so far.</param>
    /// <param name="machines">The control plane's Machines, and those that it could adopt.</param>
    /// <param name="context">Where to read.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public async ValueTask<ControlPlaneScope> ObserveAsync(
        ControlPlaneScope scope, IReadOnlyCollection<Machine> machines, ObserveContext context, CancellationToken cancellationToken)
    {
        var set = await AuthoritySet.ReadAsync(context.Cache, scope.ClusterKey, !scope.HasManagedEtcd, cancellationToken);
        var kubeconfig = await context.Cache.ReadAsync(BuiltInTypes.Secret, ClusterSecrets.Kubeconfig(scope.ClusterKey), cancellationToken);
        var own = kubeconfig.ValueOrNull is { } secret && secret.Metadata.IsControlledBy(scope.Object.Metadata.Uid) ? secret : null;
        var due = own is null ? null : KubeconfigAge.RotationDue(own.Text(ClusterSecrets.ValueKey) ?? "");
        scope = scope with
        {
            Authorities = set,
            AuthorityProblems = inspector.Problems(scope.ClusterKey, set, own, context.Now),
            Kubeconfig = kubeconfig,
            KubeconfigDue = due,
        };
        return scope with
        {
            NewSecrets = MayMake(scope, set, machines) ? NewSecrets(scope, set) : [],
            NewKubeconfig = NewKubeconfig(scope, set),
        };
    }

    /// <summary>Drops what is kept of a cluster.</summary>
    public void Forget(ObjectKey cluster) => inspector.Forget(cluster);

    /// <summary>What a machine may have on its disk already is not made a second time.</summary>
    private static bool MayMake(ControlPlaneScope scope, AuthoritySet set, IReadOnlyCollection<Machine> machines) =>
        scope is { InfrastructureProvisioned: true, IsInitialized: false, IsDeleting: false } && set.Failure is null
        && machines.All(m => string.IsNullOrEmpty(m.Spec?.Bootstrap?.DataSecretName));

    private ImmutableArray<JsonObject> NewSecrets(ControlPlaneScope scope, AuthoritySet set)
    {
        var owner = Owners.Controller(Api.KubeadmTypes.KubeadmControlPlane, scope.Object).ToClass();
        return factory.CreateMissing(scope.ClusterKey, set, owner, scope.Spec.KubeadmConfigSpec?.ClusterConfiguration);
    }

    private string? NewKubeconfig(ControlPlaneScope scope, AuthoritySet set)
    {
        if (scope is not { Endpoint: { } endpoint, AuthorityProblems.IsEmpty: true } || set[AuthorityPurpose.Cluster]?.KeyPair() is not { } authority)
        {
            return null;
        }

        var isWanted = scope.Kubeconfig switch
        {
            Observed<V1Secret>.Absent => !scope.IsDeleting,
            Observed<V1Secret>.Found => scope.KubeconfigDue < scope.Now,
            _ => false,
        };
        return isWanted ? factory.CreateKubeconfig(scope.ClusterKey, authority, endpoint) : null;
    }
}
