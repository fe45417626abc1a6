namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>How the phases of a plan depend on each other.</summary>
public enum PhaseOrder
{
    /// <summary>All phases decide, whatever the others said.</summary>
    Independent,

    /// <summary>A phase decides only when all before it are done.</summary>
    Sequential,
}
