namespace Slipway.Kubernetes.Apply;

/// <summary>
/// A manager owns fields in a version that its kind does not have any more and that cannot be left out; kube-apiserver answers an apply
/// with 500, and forgets all managers with any other write.
/// </summary>
public sealed class UnknownVersionException(string message) : Exception(message);
