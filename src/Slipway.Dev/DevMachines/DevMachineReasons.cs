namespace Slipway.Dev.DevMachines;

/// <summary>Reasons of a DevMachine's conditions beside the common ones.</summary>
internal static class DevMachineReasons
{
    public const string WaitingForStartupTimeout = "WaitingForStartupTimeout";

    /// <summary>Of a part: the machine it is a part of does not run yet, and says why itself.</summary>
    public const string WaitingForVMProvisioned = "WaitingForVMProvisioned";
}
