using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Patches for the static Pods kubeadm writes.</summary>
[MinProperties(1)]
public sealed class Patches
{
    /// <summary>Folder on the machine with files <c>target[suffix][+patchtype].extension</c>.</summary>
    [Length(1, 512)]
    public string? Directory { get; set; }
}
