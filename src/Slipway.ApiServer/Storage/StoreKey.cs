namespace Slipway.ApiServer.Storage;

/// <summary>The address of one object in a key space; ordered by resource, then namespace, then name, all ordinal.</summary>
/// <param name="Resource">The plural resource, with its group when it has one: <c>pods</c>, <c>machines.cluster.x-k8s.io</c>.</param>
/// <param name="Namespace">The namespace; empty for a cluster-scoped object.</param>
/// <param name="Name">The object's name.</param>
public readonly record struct StoreKey(string Resource, string Namespace, string Name) : IComparable<StoreKey>
{
    /// <inheritdoc/>
    public int CompareTo(StoreKey other)
    {
        var order = string.CompareOrdinal(Resource, other.Resource);
        if (order == 0)
        {
            order = string.CompareOrdinal(Namespace, other.Namespace);
        }

        return order == 0 ? string.CompareOrdinal(Name, other.Name) : order;
    }

    /// <inheritdoc/>
    public override string ToString() => Namespace.Length == 0 ? $"{Resource}/{Name}" : $"{Resource}/{Namespace}/{Name}";

    /// <summary>Compares in key order.</summary>
    public static bool operator <(StoreKey left, StoreKey right) => left.CompareTo(right) < 0;

    /// <summary>Compares in key order.</summary>
    public static bool operator <=(StoreKey left, StoreKey right) => left.CompareTo(right) <= 0;

    /// <summary>Compares in key order.</summary>
    public static bool operator >(StoreKey left, StoreKey right) => left.CompareTo(right) > 0;

    /// <summary>Compares in key order.</summary>
    public static bool operator >=(StoreKey left, StoreKey right) => left.CompareTo(right) >= 0;
}
