namespace Slipway.Kubernetes.Apply;

/// <summary>Order of managers in an object: appliers first, then by time, name, version and subresource.</summary>
internal sealed class ManagerOrder : IComparer<ManagedFieldsEntry>
{
    public static ManagerOrder Instance { get; } = new();

    public int Compare(ManagedFieldsEntry? x, ManagedFieldsEntry? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var order = (x.Operation == ManagerOperation.Update ? 1 : 0) - (y.Operation == ManagerOperation.Update ? 1 : 0);
        order = order != 0 ? order : string.CompareOrdinal(x.Time ?? "", y.Time ?? "");
        order = order != 0 ? order : string.CompareOrdinal(x.Manager, y.Manager);
        order = order != 0 ? order : string.CompareOrdinal(x.ApiVersion, y.ApiVersion);
        return order != 0 ? order : string.CompareOrdinal(x.Subresource, y.Subresource);
    }
}
