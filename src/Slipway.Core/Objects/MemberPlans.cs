using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Objects;

/// <summary>The plans of an object that belongs to a Cluster, one for each case in which a pass may find it.</summary>
/// <typeparam name="TScope">What was observed.</typeparam>
/// <param name="Ownership">What fails or waits, and so tells why, where there is no Cluster to decide by.</param>
/// <param name="Normal">What is done about an object that is to be kept.</param>
/// <param name="Deletion">What is done about an object that is to go.</param>
internal sealed record MemberPlans<TScope>(Phase<TScope> Ownership, PhasePlan<TScope> Normal, PhasePlan<TScope> Deletion)
{
    private readonly PhasePlan<TScope> _paused = new(PhaseOrder.Independent, []);

    /// <summary>The plan without a Cluster to decide by: nothing is done but to say why.</summary>
    public PhasePlan<TScope> WithoutCluster { get; } = new(PhaseOrder.Independent, [Ownership]);

    /// <summary>The plan of a pass. A Cluster that cannot be read, or is not seen yet, may be paused.</summary>
    public PhasePlan<TScope> Choose(Observed<Cluster> cluster, bool isPaused, bool isDeleting) => (cluster, isPaused, isDeleting) switch
    {
        (Observed<Cluster>.Unknown, _, _) => WithoutCluster,
        (_, true, _) => _paused,
        (_, _, true) => Deletion,
        (Observed<Cluster>.Absent, _, _) => WithoutCluster,
        _ => Normal,
    };
}
