namespace Slipway.Kubernetes.Objects;

/// <summary>One entry of <c>metadata.ownerReferences</c>, as read.</summary>
/// <param name="ApiVersion">The owner's <c>apiVersion</c>.</param>
/// <param name="Kind">The owner's kind.</param>
/// <param name="Name">The owner's name, in the same namespace or cluster-scoped.</param>
/// <param name="Uid">The owner's UID.</param>
/// <param name="Controller">Whether the owner manages the object; at most one entry says so.</param>
/// <param name="BlockOwnerDeletion">Whether a foreground deletion of the owner waits for this object.</param>
public sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool Controller, bool BlockOwnerDeletion);
