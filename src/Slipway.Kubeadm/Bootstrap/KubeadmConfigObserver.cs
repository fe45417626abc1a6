using k8s.Models;
using Slipway.Api;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Objects;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.Sources;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>Reads what a KubeadmConfig's pass needs beside its Machine and Cluster: only what its stage calls for.</summary>
/// <param name="clusters">Connections to the clusters.</param>
/// <param name="authorities">Makes authorities.</param>
/// <param name="random">Where tokens come from.</param>
internal sealed class KubeadmConfigObserver(IClusterCache clusters, AuthorityFactory authorities, IRandomSource random)
{
    /// <summary>Which configs ask which Clusters, to be brought back when one is connected.</summary>
    public Dependents Asking { get; } = new();

    public async ValueTask<KubeadmConfigScope> CompleteAsync(
        KubeadmConfigScope scope, ObserveContext context, CancellationToken cancellationToken)
    {
        if (scope.IsPaused || scope.Cluster.ValueOrNull is null || !scope.InfrastructureProvisioned)
        {
            return scope;
        }

        var pending = !scope.DataSecretCreated && BootDataPhase.AdoptedSecretName(scope) is null;
        if (scope.IsControlPlane && (pending ? !scope.ControlPlaneInitialized : scope.Config.Spec?.JoinConfiguration?.Discovery is null))
        {
            scope = await WithLockAsync(scope, context, cancellationToken);
        }

        if (pending)
        {
            scope = WithNewSecrets(await WithBootDataAsync(scope, context, cancellationToken));
        }
        else if (scope.Config.Status?.DataSecretName is { } told)
        {
            var key = new ObjectKey(scope.ClusterKey.Namespace, told);
            var secret = await context.Cache.GetAsync(BuiltInTypes.Secret, key, cancellationToken);
            scope = scope with { ToldSecret = secret, BootDataNameToken = !scope.IsMachinePool || NameToken(scope, secret) };
        }

        var joins = pending && scope.ControlPlaneInitialized && scope.Config.Spec?.JoinConfiguration?.Discovery?.File is null;
        if (joins || TokenPhase.IsDue(scope, context.Now))
        {
            scope = await WithWorkloadAsync(scope, cancellationToken);
        }

        return TokenPhase.Renews(scope, context.Now) ? await WithBootDataAsync(scope, context, cancellationToken) : scope;
    }

    private static bool NameToken(KubeadmConfigScope scope, Observed<KubeObject> secret) =>
        scope.Config.Spec?.JoinConfiguration?.Discovery?.BootstrapToken?.Token is not { } token
        || secret.ValueOrNull?.To(BuiltInTypes.Secret.Json).Text(ClusterSecrets.ValueKey)?.Contains(token, StringComparison.Ordinal) != false;

    private static async ValueTask<KubeadmConfigScope> WithLockAsync(
        KubeadmConfigScope scope, ObserveContext context, CancellationToken cancellationToken)
    {
        var found = await context.Cache.ReadAsync(BuiltInTypes.ConfigMap, InitLock.KeyOf(scope.ClusterKey), cancellationToken);
        var gone = false;
        if (found.ValueOrNull is { } map)
        {
            var holder = new ObjectKey(scope.ClusterKey.Namespace, InitLock.HolderOf(map));
            gone = holder.Name != scope.Owner!.ValueOrNull!.Metadata.Name
                && (holder.Name.Length == 0
                    || await context.Cache.GetAsync(CoreTypes.Machine, holder, cancellationToken) is Observed<KubeObject>.Absent);
        }

        return scope with { Lock = found, LockHolderGone = gone };
    }

    private static async ValueTask<KubeadmConfigScope> WithBootDataAsync(
        KubeadmConfigScope scope, ObserveContext context, CancellationToken cancellationToken)
    {
        var spec = scope.Config.Spec ?? new KubeadmConfigSpec();
        var external = spec.ClusterConfiguration?.Etcd?.External is not null;
        return scope with
        {
            DataSecret = await context.Cache.ReadAsync(
                BuiltInTypes.Secret, new(scope.ClusterKey.Namespace, scope.Config.Metadata.Name), cancellationToken),
            Authorities = await AuthoritySet.ReadAsync(context.Cache, scope.ClusterKey, external, cancellationToken),
            Content = await ReferencedContent.ReadAsync(context.Cache, scope.ClusterKey.Namespace, spec, cancellationToken),
            ControlPlaneVersion = spec.Files?.Any(f => f.ContentFormat == FileContentFormat.Template) == true
                ? await ControlPlaneVersion.ReadAsync(context.Cache, scope.Cluster.ValueOrNull!, cancellationToken)
                : ControlPlaneVersion.None,
        };
    }

    // Whoever holds the lock makes what the user did not bring; keys cost too much to make them in vain.
    private KubeadmConfigScope WithNewSecrets(KubeadmConfigScope scope)
    {
        if (scope is not { HasControlPlaneProvider: false, ControlPlaneInitialized: false, Authorities: { Failure: null } set, Lock.ValueOrNull: { } held }
            || InitLock.HolderOf(held) != scope.Owner!.ValueOrNull!.Metadata.Name)
        {
            return scope;
        }

        var owner = Owners.Controller(Api.KubeadmTypes.KubeadmConfig, scope.Config).ToClass();
        var configuration = scope.Config.Spec?.ClusterConfiguration;
        return scope with { NewSecrets = authorities.CreateMissing(scope.ClusterKey, set, owner, configuration) };
    }

    private async ValueTask<KubeadmConfigScope> WithWorkloadAsync(KubeadmConfigScope scope, CancellationToken cancellationToken)
    {
        Asking.Register(new(scope.ClusterKey.Namespace, scope.Config.Metadata.Name), CoreTypes.Cluster.Kind.GroupKind, scope.ClusterKey);
        var workload = clusters.Get(scope.ClusterKey);
        var token = scope.Config.Spec?.JoinConfiguration?.Discovery?.BootstrapToken?.Token;
        Observed<V1Secret>? secret = null;
        if (token is not null && BootstrapTokens.IsToken(token) && workload is Observed<IWorkloadCluster>.Found(var connected))
        {
            secret = await LiveReads.FindAsync(connected.Client, BuiltInTypes.Secret, BootstrapTokens.SecretOf(token), cancellationToken);
        }

        return scope with { Workload = workload, TokenSecret = secret, NewToken = scope.IsMachinePool || token is null ? BootstrapTokens.New(random) : token };
    }
}
