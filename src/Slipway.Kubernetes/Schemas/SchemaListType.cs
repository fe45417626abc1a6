namespace Slipway.Kubernetes.Schemas;

/// <summary>How a list merges and who may own its items: <c>x-kubernetes-list-type</c>.</summary>
public enum SchemaListType
{
    /// <summary>The list is replaced and owned as a whole; also what holds when the schema says nothing.</summary>
    Atomic,

    /// <summary>Scalars, each at most once and each with owners of its own.</summary>
    Set,

    /// <summary>Objects told apart by the values of their key fields.</summary>
    Map,
}
