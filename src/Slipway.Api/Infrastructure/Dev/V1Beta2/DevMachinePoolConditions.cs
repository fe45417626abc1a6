namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Types of a DevMachinePool's conditions.</summary>
public static class DevMachinePoolConditions
{
    /// <summary>As many machines as wanted are there.</summary>
    public const string ReplicasReady = "ReplicasReady";

    /// <summary>Sums the others up.</summary>
    public const string Ready = "Ready";
}
