using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>How a machine registers as a Node.</summary>
[MinProperties(1)]
public sealed class NodeRegistrationOptions
{
    /// <summary>Socket of the container runtime. Unset: found by kubeadm.</summary>
    [Length(1, 512)]
    public string? CriSocket { get; set; }

    /// <summary>Preflight checks whose errors are only warnings.</summary>
    [Items(1, 50), ListAtomic, Length(1, 512, Each = 1)]
    public List<string>? IgnorePreflightErrors { get; set; }

    /// <summary>When kubeadm pulls images. Default IfNotPresent.</summary>
    [Enum(PullPolicy.Always, PullPolicy.IfNotPresent, PullPolicy.Never)]
    public string? ImagePullPolicy { get; set; }

    /// <summary>Whether images are pulled one after another. Default true.</summary>
    public bool? ImagePullSerial { get; set; }

    /// <summary>Further flags of the kubelet.</summary>
    [Items(1, 100), ListMap("name", "value")]
    [Rule(
        "self.all(x, self.exists_one(y, x.name == y.name))",
        "kubeletExtraArgs name must be unique")]
    public List<Arg>? KubeletExtraArgs { get; set; }

    /// <summary>Name of the Node. Unset: the host name.</summary>
    [Length(1, 253)]
    public string? Name { get; set; }

    /// <summary>Taints at registration. Unset: kubeadm's default for control plane machines; an empty list: none.</summary>
    [Items(0, 100)]
    public List<Taint>? Taints { get; set; }
}
