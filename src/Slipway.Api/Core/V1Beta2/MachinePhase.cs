namespace Slipway.Api.Core.V1Beta2;

/// <summary>Phase of a Machine.</summary>
public static class MachinePhase
{
    /// <summary>Boot data is not ready yet.</summary>
    public const string Pending = "Pending";

    /// <summary>The infrastructure is being made.</summary>
    public const string Provisioning = "Provisioning";

    /// <summary>The infrastructure is there; the Node is not.</summary>
    public const string Provisioned = "Provisioned";

    /// <summary>The Node has joined.</summary>
    public const string Running = "Running";

    /// <summary>An update in place is running.</summary>
    public const string Updating = "Updating";

    /// <summary>Deletion was asked for.</summary>
    public const string Deleting = "Deleting";

    /// <summary>It is gone; kept for older clients.</summary>
    public const string Deleted = "Deleted";

    /// <summary>It failed for good; kept for older clients.</summary>
    public const string Failed = "Failed";

    /// <summary>The phase could not be found out.</summary>
    public const string Unknown = "Unknown";
}
