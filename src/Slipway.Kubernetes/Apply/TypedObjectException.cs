namespace Slipway.Kubernetes.Apply;

/// <summary>
/// An object does not have the shape that its schema gives it, so no field of it can be owned; kube-apiserver answers 500.
/// </summary>
public sealed class TypedObjectException(string message) : Exception(message);
