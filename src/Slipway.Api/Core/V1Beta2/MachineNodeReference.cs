using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Reference to a Node of the workload cluster.</summary>
public sealed class MachineNodeReference
{
    /// <summary>Name of the Node.</summary>
    [Required, Length(1, 253), Pattern(Patterns.DnsSubdomain)]
    public string? Name { get; set; }
}
