namespace Slipway.Kubernetes.Apply;

/// <summary>Where a version of a kind has the wanted number of replicas.</summary>
/// <param name="IsKnown">Whether the kind has the version at all.</param>
/// <param name="Path">The field; null when the version has no scale.</param>
public readonly record struct ScaleReplicas(bool IsKnown, FieldSet? Path);
