namespace Slipway.Kubernetes.Apply;

/// <summary>Fields in which two versions of an object differ.</summary>
internal sealed record FieldChanges(FieldSet Removed, FieldSet Modified, FieldSet Added)
{
    public static FieldChanges None { get; } = new(FieldSet.Empty, FieldSet.Empty, FieldSet.Empty);

    public bool IsEmpty => Removed.IsEmpty && Modified.IsEmpty && Added.IsEmpty;

    /// <summary>Fields that have a new value.</summary>
    public FieldSet Changed => Modified.Union(Added);

    public FieldChanges Without(FieldSet excluded) => excluded.IsEmpty
        ? this
        : new FieldChanges(
            Removed.RecursiveDifference(excluded), Modified.RecursiveDifference(excluded), Added.RecursiveDifference(excluded));
}
