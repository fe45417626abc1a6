using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.MachineDeployments.Rollout;
using Slipway.Core.Objects;

namespace Slipway.Core.MachineDeployments;

/// <summary>Everything that a pass over a MachineDeployment decides from.</summary>
internal sealed record MachineDeploymentScope
{
    private readonly ILookup<string?, Machine>? _machinesOf;

    public required MachineDeployment Deployment { get; init; }

    public required Observed<Cluster> Cluster { get; init; }

    /// <summary>The MachineSets it manages, the oldest first.</summary>
    public ImmutableArray<MachineSet> Sets { get; init; } = [];

    /// <summary>MachineSets that match and that nobody manages.</summary>
    public ImmutableArray<MachineSet> Orphans { get; init; } = [];

    /// <summary>The Machines of all its sets.</summary>
    public ImmutableArray<Machine> Machines
    {
        get;
        init
        {
            field = value;
            _machinesOf = value.ToLookup(m => m.Metadata.ControllerOf()?.Uid, StringComparer.Ordinal);
        }
    } = [];

    /// <summary>The set of the newest template; null while there is none.</summary>
    public MachineSet? Current { get; init; }

    public Observed<ContractObject> InfrastructureTemplate { get; init; } = new Observed<ContractObject>.Absent();

    public Observed<ContractObject>? BootstrapTemplate { get; init; }

    /// <summary>A random suffix for a set that may be created in this pass.</summary>
    public string Suffix { get; init; } = "";

    public bool IsDeleting => Deployment.Metadata.DeletionTimestamp is not null;

    public bool IsPaused => Pausing.IsPaused(Cluster.ValueOrNull, Deployment.Metadata);

    public int Desired => Deployment.Spec?.Replicas ?? 0;

    public bool IsOnDelete => Deployment.Spec?.Rollout?.Strategy?.Type == RolloutStrategyType.OnDelete;

    public RolloutGoal Goal => RolloutLimits.Of(Deployment.Spec!);

    /// <summary>
    /// The Machines that a set manages, whether its status tells of them already or not; of a set that is yet to be created there are none.
    /// </summary>
    public IEnumerable<Machine> MachinesOf(MachineSet set) => set.Metadata.Uid is { } uid && _machinesOf is { } machines ? machines[uid] : [];

    public IEnumerable<MachineSet> Old => Sets.Where(s => s != Current);
}
