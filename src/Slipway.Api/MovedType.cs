using Slipway.Kubernetes.Objects;

namespace Slipway.Api;

/// <summary>A kind in a group that it had before that of today. Its objects are the objects of the kind of today.</summary>
/// <param name="Resource">How it was served.</param>
/// <param name="Now">The kind of today.</param>
public sealed record MovedType(ResourceType Resource, ResourceType Now);
