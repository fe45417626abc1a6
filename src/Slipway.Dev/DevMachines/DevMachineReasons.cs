namespace Slipway.Dev.DevMachines;

/// <summary>Reasons of a DevMachine's conditions beside the common ones.</summary>
internal static class DevMachineReasons
{
    public const string WaitingForStartupTimeout = "WaitingForStartupTimeout";
}
