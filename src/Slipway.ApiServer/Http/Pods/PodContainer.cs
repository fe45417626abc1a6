namespace Slipway.ApiServer.Http.Pods;

/// <summary>A container of a pod.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod's name.</param>
/// <param name="Container">The container's name.</param>
public sealed record PodContainer(string Namespace, string Pod, string Container);
