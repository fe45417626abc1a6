namespace Slipway.Api.Core.V1Beta2;

/// <summary>Phase of a Cluster.</summary>
public static class ClusterPhase
{
    /// <summary>Nothing has been created yet.</summary>
    public const string Pending = "Pending";

    /// <summary>Infrastructure or control plane endpoint are being made.</summary>
    public const string Provisioning = "Provisioning";

    /// <summary>Infrastructure is ready and the endpoint is known.</summary>
    public const string Provisioned = "Provisioned";

    /// <summary>Deletion was asked for.</summary>
    public const string Deleting = "Deleting";

    /// <summary>It failed for good; kept for older clients.</summary>
    public const string Failed = "Failed";

    /// <summary>The phase could not be found out.</summary>
    public const string Unknown = "Unknown";
}
