using Slipway.Api;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam;

/// <summary>Counts the addresses of pools, and keeps a pool as long as any of them are given.</summary>
/// <typeparam name="T">One of the two kinds of pools.</typeparam>
internal sealed class InClusterIPPoolReconciler<T>(ResourceType<T> type, AddressBook book) : Reconciler<T, IPPoolScope>
    where T : class, IInClusterIPPool
{
    private static readonly PhasePlan<IPPoolScope> Normal =
        new(PhaseOrder.Sequential, [new Phase<IPPoolScope>("Addresses", (scope, _) => DecideAddresses(scope))]);

    private static readonly PhasePlan<IPPoolScope> Deletion =
        new(PhaseOrder.Sequential, [new Phase<IPPoolScope>("Deletion", (scope, _) => DecideDeletion(scope))]);

    public override ResourceType<T> Type => type;

    public override string Name => $"{type.Kind.Kind.ToLowerInvariant()}-controller";

    public override string FieldManager => FieldManagers.Core;

    public override string? Finalizer => Finalizers.InClusterIPPool;

    public override void Configure(ControllerConfiguration controller) => controller.Watches(IpamTypes.IPAddress, PoolOf);

    public override async ValueTask<IPPoolScope> ObserveAsync(T obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var self = new PoolKey(type, new ObjectKey(obj.Metadata.NamespaceProperty ?? "", obj.Metadata.Name));

        // After this the book has all that is in the cache.
        await context.Cache.GetAsync(IpamTypes.IPAddress, self.Key, cancellationToken);
        return new IPPoolScope(obj, book.IsUsed(self), AddressSet.Of(obj.Spec!) is { } addresses ? book.Count(self, addresses) : null);
    }

    public override PhasePlan<IPPoolScope> Plan(IPPoolScope scope) => scope.Pool.Metadata.DeletionTimestamp is not null ? Deletion : Normal;

    public override void Report(IPPoolScope scope, PassOutcome outcome, T obj, DateTimeOffset now)
    {
        if (scope.Counts is { } counts && scope.Pool.Metadata.DeletionTimestamp is null)
        {
            (obj.Status ??= new InClusterIPPoolStatus()).IpAddresses = counts;
        }
    }

    private static PhaseResult DecideAddresses(IPPoolScope scope) => scope.Counts is null
        ? PhaseResult.FailWith(ErrorCodes.InvalidSpecification, "spec.addresses, spec.excludedAddresses or spec.gateway cannot be read")
        : PhaseResult.Completed;

    private static PhaseResult DecideDeletion(IPPoolScope scope) => scope.IsUsed
        ? PhaseResult.WaitFor(ConditionReasons.Deleting, "Waiting for the pool's addresses to be released")
        : PhaseResult.Want(new Effect.RemoveFinalizer("none of the pool's addresses is given"));

    private IEnumerable<ObjectKey> PoolOf(KubeObject address) =>
        AddressEntry.Of(address) is { } entry && entry.Pool.Type.Kind == type.Kind ? [entry.Pool.Key] : [];
}
