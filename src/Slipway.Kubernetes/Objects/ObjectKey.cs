namespace Slipway.Kubernetes.Objects;

/// <summary>What names an object among those of its resource.</summary>
/// <param name="Namespace">The namespace; empty for a cluster-scoped object.</param>
/// <param name="Name">The name.</param>
public readonly record struct ObjectKey(string Namespace, string Name)
{
    /// <summary>A key of a cluster-scoped object.</summary>
    public static ObjectKey ClusterScoped(string name) => new("", name);

    /// <summary><c>namespace/name</c>, or just the name.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
