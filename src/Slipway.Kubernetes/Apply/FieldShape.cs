namespace Slipway.Kubernetes.Apply;

/// <summary>What a value is to be taken as.</summary>
internal enum FieldShape
{
    Map,
    List,
    Scalar,
}
