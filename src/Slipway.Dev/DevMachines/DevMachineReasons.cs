namespace Slipway.Dev.DevMachines;

/// <summary>Reasons of a DevMachine's conditions beside the common ones.</summary>
internal static class DevMachineReasons
{
    public const string WaitingForStartupTimeout = "WaitingForStartupTimeout";

    /// <summary>It fails because its annotations say so.</summary>
    public const string Rehearsed = "Rehearsed";

    /// <summary>Of a part: the machine it is a part of does not run yet, and says why itself.</summary>
    public const string WaitingForVMProvisioned = "WaitingForVMProvisioned";

    /// <summary>What v1beta1's condition has for <see cref="Api.Shared.ConditionReasons.WaitingForClusterInfrastructureReady"/>.</summary>
    public const string DeprecatedWaitingForClusterInfrastructure = "WaitingForClusterInfrastructure";

    /// <summary>What v1beta1's condition has for <see cref="Api.Shared.ConditionReasons.WaitingForControlPlaneInitialized"/>.</summary>
    public const string DeprecatedWaitingForControlPlaneInitialized = "WaitingControlPlaneInitialized";
}
