using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Admission;

/// <summary>An object that a rule looks at besides the one that is asked about.</summary>
/// <param name="Type">Its kind, in the version that the rule reads.</param>
/// <param name="Key">Its namespace and name.</param>
public sealed record ObjectReference(ResourceType Type, ObjectKey Key);
