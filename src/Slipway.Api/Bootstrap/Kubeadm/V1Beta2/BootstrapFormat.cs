namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Form of boot data.</summary>
public static class BootstrapFormat
{
    /// <summary>cloud-init's cloud-config.</summary>
    public const string CloudConfig = "cloud-config";

    /// <summary>Ignition JSON.</summary>
    public const string Ignition = "ignition";
}
