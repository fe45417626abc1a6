using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineSets;

/// <summary>The Machines that concern a MachineSet.</summary>
/// <param name="Own">Those it manages, deleting ones too, by name.</param>
/// <param name="Orphans">Those that match and that nobody manages.</param>
internal sealed record SetMachines(ImmutableArray<Machine> Own, ImmutableArray<Machine> Orphans)
{
    public int Count => Own.Length + Orphans.Length;

    /// <summary>
    /// Reads what the watches have told. Where a Machine is to be made or to go, the truth is asked instead: a Machine costs money, and may be
    /// there already; and whoever marks the one to go before the set is made smaller, as the autoscaler does, means that one.
    /// </summary>
    public static async ValueTask<SetMachines> ReadAsync(MachineSet set, ObserveContext context, CancellationToken cancellationToken)
    {
        var selector = Selectors.Of(set.Spec!.Selector);
        var cluster = new ObjectKey(set.Metadata.NamespaceProperty, set.Spec.ClusterName!);
        var seen = Split(await context.Cache.ListByIndexAsync(CoreTypes.Machine, ObjectIndexes.Cluster, cluster.ToString(), cancellationToken));
        if (set.Metadata.DeletionTimestamp is not null || !seen.IsChange(set.Spec.Replicas ?? 0))
        {
            return seen;
        }

        var listed = await context.Client.ListAsync(
            CoreTypes.Machine, cluster.Namespace, new ListOptions { LabelSelector = selector.ToString() }, cancellationToken);
        return Split(listed.Items);

        SetMachines Split(IEnumerable<KubeObject> all)
        {
            var byOwner = all.ToLookup(m => m.Metadata.ControllerOwner?.Uid);
            return new SetMachines(
                [.. byOwner[set.Metadata.Uid].Select(Read).OrderBy(m => m.Metadata.Name, StringComparer.Ordinal)],
                [.. byOwner[null].Where(m => selector.Matches(m.Metadata.Labels)).Select(Read)]);
        }

        static Machine Read(KubeObject machine) => machine.View(CoreTypes.Machine.Json);
    }

    // Those on their way out were chosen before.
    private bool IsChange(int desired) => Count < desired || Count - Own.Count(m => m.Metadata.DeletionTimestamp is not null) > desired;
}
