namespace Slipway.Kubernetes.Apply;

/// <summary>What a write changes, as each version of the kind sees it. Mostly every manager speaks the write's own version.</summary>
internal sealed class VersionedChanges
{
    private readonly FieldWrite _write;
    private readonly Func<FieldType, FieldChanges> _compare;
    private Dictionary<string, FieldChanges?>? _others;

    public VersionedChanges(FieldManager manager, FieldWrite write, Func<FieldType, FieldChanges> compare)
    {
        _write = write;
        _compare = compare;
        Own = compare(manager.Type).Without(write.Excluded);
    }

    /// <summary>The changes in the version of the write.</summary>
    public FieldChanges Own { get; }

    /// <summary>The changes in the version of an entry; null when the kind has no such version any more.</summary>
    public FieldChanges? Of(ManagedFieldsEntry entry)
    {
        if (entry.ApiVersion == _write.ApiVersion || _write.VersionOf is null)
        {
            return Own;
        }

        _others ??= new Dictionary<string, FieldChanges?>(StringComparer.Ordinal);
        if (!_others.TryGetValue(entry.ApiVersion, out var changes))
        {
            changes = _write.VersionOf(entry.ApiVersion) is { } version ? _compare(version.Type).Without(_write.Excluded) : null;
            _others.Add(entry.ApiVersion, changes);
        }

        return changes;
    }
}
