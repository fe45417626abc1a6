using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Dev.DevMachines;

/// <summary>One part of a machine that has yet to start.</summary>
/// <param name="At">Not before.</param>
/// <param name="Effect">Starts it.</param>
internal sealed record BootStep(DateTimeOffset At, Effect Effect);
