using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Client;

/// <summary>One change seen by a watch.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object after it happened; of a bookmark only the resourceVersion counts.</param>
public sealed record WatchEvent(WatchEventType Type, KubeObject Object);
