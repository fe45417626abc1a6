namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What decides whether somebody acts on a change of an object's status.</summary>
/// <param name="Quiet">Fields of the kind that nobody acts on.</param>
/// <param name="IsLeaving">Whether the object is being deleted: nobody relies on it any more, whatever its conditions say.</param>
internal readonly record struct StatusAudience(IReadOnlySet<string> Quiet, bool IsLeaving);
