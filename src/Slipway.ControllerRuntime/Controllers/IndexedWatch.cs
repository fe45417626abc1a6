using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Controllers;

/// <summary>A watched kind whose changes bring reconciled objects by one of their indexes.</summary>
/// <param name="Type">The kind watched.</param>
/// <param name="Index">An index of the reconciled kind.</param>
/// <param name="Value">The value to look up for a changed object; null for none.</param>
/// <param name="Aspect">What of the changed object matters; null when all of it does.</param>
internal sealed record IndexedWatch(ResourceType Type, string Index, Func<KubeObject, string?> Value, Func<KubeObject, object?>? Aspect);
