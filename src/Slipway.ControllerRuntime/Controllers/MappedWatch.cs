using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Controllers;

/// <summary>A watched kind whose changes bring the keys that a function gives.</summary>
/// <param name="Type">The kind watched.</param>
/// <param name="Map">The keys that an object concerns.</param>
/// <param name="Aspect">What of the changed object matters; null when all of it does.</param>
internal sealed record MappedWatch(ResourceType Type, Func<KubeObject, IEnumerable<ObjectKey>> Map, Func<KubeObject, object?>? Aspect);
