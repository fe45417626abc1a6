using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>An environment variable of a credential program.</summary>
public sealed class KubeConfigAuthExecEnv
{
    /// <summary>Name of the variable.</summary>
    [Required, Length(1, 512)]
    public string? Name { get; set; }

    /// <summary>Value of the variable.</summary>
    [Required, Length(1, 512)]
    public string? Value { get; set; }
}
