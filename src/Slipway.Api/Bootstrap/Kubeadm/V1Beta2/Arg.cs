using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A command line flag.</summary>
public sealed class Arg
{
    /// <summary>Name without leading dashes.</summary>
    [Required, Length(1, 256)]
    public string? Name { get; set; }

    /// <summary>Value; may be empty.</summary>
    [Required, Length(0, 1024)]
    public string? Value { get; set; }
}
