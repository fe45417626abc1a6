namespace Slipway.Api.Core.V1Beta2;

/// <summary>Types of a Machine's conditions.</summary>
public static class MachineConditions
{
    /// <summary>It has been ready for its minReadySeconds.</summary>
    public const string Available = "Available";

    /// <summary>It works: the summary of the others and of its readiness gates.</summary>
    public const string Ready = "Ready";

    /// <summary>It fits the spec of its owner.</summary>
    public const string UpToDate = "UpToDate";

    /// <summary>An update in place is under way. Good when False.</summary>
    public const string Updating = "Updating";

    /// <summary>What the bootstrap object says of itself.</summary>
    public const string BootstrapConfigReady = "BootstrapConfigReady";

    /// <summary>What the infrastructure object says of itself.</summary>
    public const string InfrastructureReady = "InfrastructureReady";

    /// <summary>The Node is ready and under no pressure.</summary>
    public const string NodeHealthy = "NodeHealthy";

    /// <summary>The Node's own condition Ready.</summary>
    public const string NodeReady = "NodeReady";

    /// <summary>A MachineHealthCheck found no fault.</summary>
    public const string HealthCheckSucceeded = "HealthCheckSucceeded";

    /// <summary>The owner has replaced it after a failed health check.</summary>
    public const string OwnerRemediated = "OwnerRemediated";

    /// <summary>Someone else has remediated it after a failed health check.</summary>
    public const string ExternallyRemediated = "ExternallyRemediated";

    /// <summary>Deletion is under way. Good when False.</summary>
    public const string Deleting = "Deleting";

    /// <summary>Controllers leave the object alone. Good when False.</summary>
    public const string Paused = "Paused";
}
