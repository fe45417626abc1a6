using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>An environment variable of a container, in the form of core/v1.</summary>
public sealed class EnvVar
{
    /// <summary>Name of the variable.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Value; <c>$(NAME)</c> is expanded.</summary>
    public string? Value { get; set; }

    /// <summary>Source of the value; not together with value.</summary>
    public EnvVarSource? ValueFrom { get; set; }
}
