using Slipway.Kubernetes.Objects;

namespace Slipway.Api;

/// <summary>A kind of this room and the class of its objects.</summary>
/// <param name="Resource">How the kind is served.</param>
/// <param name="ClassType">The class.</param>
public sealed record ApiType(ResourceType Resource, Type ClassType);
