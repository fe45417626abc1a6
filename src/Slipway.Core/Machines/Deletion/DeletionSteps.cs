namespace Slipway.Core.Machines.Deletion;

/// <summary>Names of the steps of a Machine's deletion, in their order.</summary>
internal static class DeletionSteps
{
    public const string PreDrainHook = "PreDrainHook";
    public const string Drain = "DrainNode";
    public const string VolumeDetach = "WaitForVolumeDetach";
    public const string PreTerminateHook = "PreTerminateHook";
    public const string Infrastructure = "DeleteInfrastructure";
    public const string Bootstrap = "DeleteBootstrap";
    public const string Node = "DeleteNode";
    public const string Finalizer = "RemoveFinalizer";
}
