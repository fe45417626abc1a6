using Slipway.Api;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Api.Ipam.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Ipam.Phases;
using Slipway.Core.Ipam.Report;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam;

/// <summary>
/// Gives claims addresses out of pools of this provider, and takes them back. Claims of other providers' pools are left to these.
/// </summary>
internal sealed class IPAddressClaimReconciler(ReferenceTracker references, AddressBook book) : Reconciler<IPAddressClaim, ClaimScope>
{
    private static readonly PhasePlan<ClaimScope> Normal = new(PhaseOrder.Sequential, [AddressPhase.Instance]);

    private static readonly PhasePlan<ClaimScope> Deletion = new(PhaseOrder.Sequential, [ReleasePhase.Instance]);

    private static readonly PhasePlan<ClaimScope> Nothing = new(PhaseOrder.Sequential, []) { KeepFinalizer = true };

    public override ResourceType<IPAddressClaim> Type => IpamTypes.IPAddressClaim;

    public override string Name => "ipaddressclaim-controller";

    public override string FieldManager => FieldManagers.Core;

    public override string? Finalizer => Finalizers.IPAddressClaim;

    public override void Configure(ControllerConfiguration controller) =>
        controller.Owns(IpamTypes.IPAddress).Source(references.Keys).Source(book.Hopeful);

    public override async ValueTask<ClaimScope> ObserveAsync(
        IPAddressClaim obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var self = new ObjectKey(obj.Metadata.NamespaceProperty, obj.Metadata.Name);
        var scope = new ClaimScope { Claim = obj, PoolKey = PoolKey.Of(obj.Spec?.PoolRef, self.Namespace) };
        if (scope.PoolKey is not { } poolKey)
        {
            return scope;
        }

        scope = scope with
        {
            Cluster = ClaimScope.ClusterOf(obj) is { } cluster
                ? (await references.GetAsync(CoreTypes.Cluster, self with { Name = cluster }, self, cancellationToken)).As(CoreTypes.Cluster)
                : null,
            Pool = Read(await references.GetAsync(poolKey.Type, poolKey.Key, self, cancellationToken), poolKey),
            // After this the book has all that is in the cache.
            Address = await context.Cache.GetAsync(IpamTypes.IPAddress, self, cancellationToken),
        };
        if (scope.Address is Observed<KubeObject>.Absent
            && await context.Client.FindAsync((ResourceType)IpamTypes.IPAddress, self, cancellationToken) is { } found)
        {
            // The answer to its creation was lost, and the watch has yet to tell of it.
            scope = scope with { Address = new Observed<KubeObject>.Found(found) };
        }

        return MayChoose(scope) && AddressSet.Of(scope.Pool.ValueOrNull!.Spec!) is { } addresses
            ? scope with { Choice = book.Choose(self, poolKey, addresses) }
            : scope;
    }

    public override PhasePlan<ClaimScope> Plan(ClaimScope scope)
    {
        if (scope.PoolKey is null || scope.IsPaused || scope.Cluster is Observed<Api.Core.V1Beta2.Cluster>.Unknown)
        {
            return Nothing;
        }

        // With the Cluster gone the claim can still go; it gets nothing any more.
        return scope.IsDeleting ? Deletion : scope.Cluster is Observed<Api.Core.V1Beta2.Cluster>.Absent ? Nothing : Normal;
    }

    public override void Report(ClaimScope scope, PassOutcome outcome, IPAddressClaim obj, DateTimeOffset now) =>
        ClaimReport.Fill(scope, outcome, obj, now);

    public override ValueTask ForgetAsync(ObjectKey key)
    {
        references.Forget(key);
        book.Forget(key);
        return ValueTask.CompletedTask;
    }

    private static bool MayChoose(ClaimScope scope) => scope is
    {
        IsDeleting: false, IsPaused: false, Address: Observed<KubeObject>.Absent,
        Cluster: null or Observed<Api.Core.V1Beta2.Cluster>.Found,
        Pool: Observed<IInClusterIPPool>.Found { Value.Metadata.DeletionTimestamp: null },
    };

    private static Observed<IInClusterIPPool> Read(Observed<KubeObject> pool, PoolKey key) => key.IsGlobal
        ? Widen(pool.As(IpamTypes.GlobalInClusterIPPool))
        : Widen(pool.As(IpamTypes.InClusterIPPool));

    private static Observed<IInClusterIPPool> Widen<T>(Observed<T> pool)
        where T : class, IInClusterIPPool => pool switch
    {
        Observed<T>.Found(var found) => new Observed<IInClusterIPPool>.Found(found),
        Observed<T>.Unknown(var code, var message) => new Observed<IInClusterIPPool>.Unknown(code, message),
        _ => new Observed<IInClusterIPPool>.Absent(),
    };
}
