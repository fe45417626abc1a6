using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Settings that only hold for format ignition.</summary>
[MinProperties(1)]
public sealed class IgnitionSpec
{
    /// <summary>Further Container Linux Config.</summary>
    public ContainerLinuxConfig? ContainerLinuxConfig { get; set; }
}
