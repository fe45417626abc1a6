using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>
/// Reference to a provider's object in the same namespace; its version is found through the contract labels of the kind's
/// CRD.
/// </summary>
public sealed class ContractVersionedObjectReference
{
    /// <summary>API group of the object, without version.</summary>
    [Required, Length(1, 253), Pattern(Patterns.DnsSubdomain)]
    public string? ApiGroup { get; set; }

    /// <summary>Kind of the object.</summary>
    [Required, Length(1, 63), Pattern(Patterns.Kind)]
    public string? Kind { get; set; }

    /// <summary>Name of the object.</summary>
    [Required, Length(1, 253), Pattern(Patterns.DnsSubdomain)]
    public string? Name { get; set; }
}
