using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Dev.DevMachinePools;

/// <summary>What a pass over a DevMachinePool decides from.</summary>
internal sealed record DevMachinePoolScope
{
    public required DevMachinePool Pool { get; init; }

    /// <summary>The MachinePool that owns it.</summary>
    public required Observed<MachinePool> Owner { get; init; }

    public required Observed<Cluster> Cluster { get; init; }

    /// <summary>Its machines, the oldest first.</summary>
    public ImmutableArray<PoolMachine> Machines { get; init; } = [];

    /// <summary>How many machines are to be made. One that is on its way out still counts, one that is outdated does not.</summary>
    public int Missing => Math.Max(Wanted - Machines.Count(m => !m.IsOutdated(Version)), 0);

    /// <summary>How many machines that run are to be taken down.</summary>
    public int Surplus => Math.Max(Machines.Count(m => m is { IsProvisioned: true, IsDeleting: false }) - Wanted, 0);

    /// <summary>Random suffixes of the machines to be made.</summary>
    public ImmutableArray<string> Suffixes { get; init; } = [];

    public bool IsDeleting => Pool.Metadata.DeletionTimestamp is not null;

    public bool IsPaused => ClusterLinks.IsPaused(Cluster, Pool.Metadata);

    public int Wanted => Owner.ValueOrNull?.Spec?.Replicas ?? 1;

    public string? Version => Owner.ValueOrNull?.Spec?.Template?.Spec?.Version;

    /// <summary>The machines' identifiers, in order.</summary>
    public IEnumerable<string> ProviderIds =>
        Machines.Select(m => m.DevMachine.Spec?.ProviderID).OfType<string>().Order(StringComparer.Ordinal);
}
