namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>What only machines that join the control plane need.</summary>
public sealed class JoinControlPlane
{
    /// <summary>Address this machine's API server announces.</summary>
    public LocalApiEndpoint? LocalAPIEndpoint { get; set; }
}
