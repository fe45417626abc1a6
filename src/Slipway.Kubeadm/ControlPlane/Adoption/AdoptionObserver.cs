using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Adoption;

/// <summary>Reads what goes over with a Machine that is adopted.</summary>
internal static class AdoptionObserver
{
    /// <summary>The Machines with what belongs to them.</summary>
    public static async ValueTask<ImmutableArray<AdoptionCandidate>> ObserveAsync(
        IReadOnlyCollection<Machine> machines, IObjectReader cache, CancellationToken cancellationToken)
    {
        var candidates = ImmutableArray.CreateBuilder<AdoptionCandidate>(machines.Count);
        foreach (var machine in machines)
        {
            var config = machine.Spec?.Bootstrap?.ConfigRef is { } reference
                ? await cache.ReadAsync(reference, machine.Metadata.NamespaceProperty, cancellationToken)
                : new Observed<ContractObject>.Absent();
            var secrets = config.ValueOrNull is { } found
                ? await cache.ListByIndexAsync(BuiltInTypes.Secret, ObjectIndexes.Owner, found.Source.Metadata.Uid, cancellationToken)
                : [];
            candidates.Add(new(machine, config, [.. secrets]));
        }

        return candidates.ToImmutable();
    }
}
