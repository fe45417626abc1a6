using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Counts over a part of a cluster's Machines.</summary>
public sealed class ClusterReplicaStatus
{
    /// <summary>Machines whose condition Available is True.</summary>
    public int? AvailableReplicas { get; set; }

    /// <summary>Machines wanted.</summary>
    public int? DesiredReplicas { get; set; }

    /// <summary>Machines whose condition Ready is True.</summary>
    public int? ReadyReplicas { get; set; }

    /// <summary>Machines there are.</summary>
    public int? Replicas { get; set; }

    /// <summary>Machines whose condition UpToDate is True.</summary>
    public int? UpToDateReplicas { get; set; }

    /// <summary>Versions still to be passed through on the way to the wanted one, in order.</summary>
    [Items(1, 32), ListAtomic]
    public List<UpgradePlanVersion>? UpgradePlan { get; set; }

    /// <summary>Kubernetes versions at work and how many Machines run each.</summary>
    [Items(1, 32), ListAtomic]
    public List<StatusVersion>? Versions { get; set; }
}
