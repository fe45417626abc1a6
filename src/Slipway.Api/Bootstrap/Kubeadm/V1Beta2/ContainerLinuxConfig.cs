using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Container Linux Config merged into the generated one.</summary>
[MinProperties(1)]
public sealed class ContainerLinuxConfig
{
    /// <summary>The config, YAML.</summary>
    [Length(1, 32768)]
    public string? AdditionalConfig { get; set; }

    /// <summary>Whether warnings of its translation are errors. Default false.</summary>
    public bool? Strict { get; set; }
}
