namespace Slipway.Kubernetes.Http;

/// <summary>A kubeconfig that cannot be used; the message names the field. It never holds the kubeconfig's secrets.</summary>
public sealed class KubeconfigException(string message) : Exception(message);
