using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What is wanted of a MachinePool.</summary>
public sealed class MachinePoolSpec
{
    /// <summary>Name of the Cluster it belongs to. Immutable.</summary>
    [Required, Length(1, 63)]
    public string? ClusterName { get; set; }

    /// <summary>Failure domains over which the machines are spread.</summary>
    [Items(Max = 100), ListAtomic, Length(1, 256, Each = 1)]
    public List<string>? FailureDomains { get; set; }

    /// <summary>Providers' names of the machines, copied from the infrastructure object.</summary>
    [Items(Max = 10000), ListAtomic, Length(1, 512, Each = 1)]
    public List<string>? ProviderIDList { get; set; }

    /// <summary>Number of machines wanted. Default 1, or what the autoscaler's bounds allow.</summary>
    public int? Replicas { get; set; }

    /// <summary>What its machines look like.</summary>
    [Required]
    public MachineTemplateSpec? Template { get; set; }
}
