namespace Slipway.Kubernetes.Objects;

/// <summary>Objects of one resource as they were together at one resourceVersion.</summary>
/// <param name="Items">The objects, in the server's order.</param>
/// <param name="ResourceVersion">The version the list is of: where a watch goes on.</param>
/// <param name="Continue">The token of the next page; null on the last.</param>
public sealed record KubeList(IReadOnlyList<KubeObject> Items, string ResourceVersion, string? Continue = null);
