using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Events;

/// <summary>Something to tell people about an object.</summary>
/// <param name="Source">Who tells: the controller's name.</param>
/// <param name="ObjectType">The kind of <paramref name="Regarding"/>.</param>
/// <param name="Regarding">The object.</param>
/// <param name="EventType"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Reason">The reason in CamelCase.</param>
/// <param name="Message">The text; no secrets.</param>
public sealed record EventNote(
    string Source, ResourceType ObjectType, KubeObject Regarding, string EventType, string Reason, string Message);
