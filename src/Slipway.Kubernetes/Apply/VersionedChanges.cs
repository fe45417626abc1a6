using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>What a write changes, as each version of the kind sees it. Mostly every manager speaks the write's own version.</summary>
internal sealed class VersionedChanges
{
    private readonly FieldWrite _write;
    private readonly JsonObject _old;
    private readonly JsonObject _updated;
    private readonly Func<FieldType, FieldChanges> _compare;
    private Dictionary<string, FieldChanges?>? _others;

    /// <param name="manager">What knows the object's type.</param>
    /// <param name="write">The write.</param>
    /// <param name="old">The object before it.</param>
    /// <param name="updated">The object after it.</param>
    /// <param name="compare">Compares the two.</param>
    public VersionedChanges(
        FieldManager manager, FieldWrite write, JsonObject old, JsonObject updated, Func<FieldType, FieldChanges> compare)
    {
        _write = write;
        _old = old;
        _updated = updated;
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
            changes = _write.VersionOf(entry.ApiVersion) is { } version
                ? CompareIn(entry.ApiVersion, version.Type).Without(_write.Excluded)
                : null;
            _others.Add(entry.ApiVersion, changes);
        }

        return changes;
    }

    private FieldChanges CompareIn(string apiVersion, FieldType type) => _write.Convert is { } convert
        ? FieldComparer.Compare(convert(_old, apiVersion), convert(_updated, apiVersion), type)
        : _compare(type);
}
