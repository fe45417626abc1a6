using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>kubeadm's configuration for machines that join.</summary>
[MinProperties(1)]
public sealed class JoinConfiguration
{
    /// <summary>Path on the machine of the cluster's authority. Default <c>/etc/kubernetes/pki/ca.crt</c>.</summary>
    [Length(1, 512)]
    public string? CaCertPath { get; set; }

    /// <summary>Set when the machine joins the control plane.</summary>
    public JoinControlPlane? ControlPlane { get; set; }

    /// <summary>How the cluster is found and trusted. Unset: a bootstrap token made by the controller.</summary>
    public Discovery? Discovery { get; set; }

    /// <summary>How the Node registers.</summary>
    public NodeRegistrationOptions? NodeRegistration { get; set; }

    /// <summary>Patches for the static Pods kubeadm writes.</summary>
    public Patches? Patches { get; set; }

    /// <summary>Phases of kubeadm to leave out.</summary>
    [Items(1, 50), ListAtomic, Length(1, 256, Each = 1)]
    public List<string>? SkipPhases { get; set; }

    /// <summary>kubeadm's timeouts.</summary>
    public Timeouts? Timeouts { get; set; }
}
