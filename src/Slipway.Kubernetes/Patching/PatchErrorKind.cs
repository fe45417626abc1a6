namespace Slipway.Kubernetes.Patching;

/// <summary>How kube-apiserver answers a patch that cannot be used.</summary>
public enum PatchErrorKind
{
    /// <summary>It does not fit the object: 422.</summary>
    DoesNotFit,

    /// <summary>It is malformed, whatever the object: 400.</summary>
    Malformed,

    /// <summary>An error that is not sorted into any kind: 500.</summary>
    Unclassified,
}
