using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>A part of the infrastructure that fails on its own: a zone, a rack.</summary>
public sealed class FailureDomain
{
    /// <summary>What the provider tells about it, free of form.</summary>
    public Dictionary<string, string>? Attributes { get; set; }

    /// <summary>Whether control plane Machines may run there.</summary>
    public bool? ControlPlane { get; set; }

    /// <summary>Name of the failure domain.</summary>
    [Required, Length(1, 256)]
    public string? Name { get; set; }
}
