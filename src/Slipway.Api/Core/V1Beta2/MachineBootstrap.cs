using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Where a machine's boot data comes from: one of the two.</summary>
public sealed class MachineBootstrap
{
    /// <summary>The bootstrap provider's object that makes the data.</summary>
    public ContractVersionedObjectReference? ConfigRef { get; set; }

    /// <summary>Secret that holds the data, in the same namespace; set from the bootstrap object, or by hand without one.</summary>
    [Length(0, 253)]
    public string? DataSecretName { get; set; }
}
