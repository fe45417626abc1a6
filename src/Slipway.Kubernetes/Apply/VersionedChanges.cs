using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>What a write changes, as each version of the kind sees it. Mostly every manager speaks the write's own version.</summary>
internal sealed class VersionedChanges
{
    private readonly FieldWrite _write;
    private readonly VersionViews _views;
    private readonly JsonObject _old;
    private readonly JsonObject _updated;
    private Dictionary<string, FieldChanges?>? _others;

    /// <param name="views">Shows the objects in other versions.</param>
    /// <param name="write">The write.</param>
    /// <param name="old">The object before it.</param>
    /// <param name="updated">The object after it.</param>
    /// <param name="own">What differs in the version of the write.</param>
    public VersionedChanges(VersionViews views, FieldWrite write, JsonObject old, JsonObject updated, FieldChanges own)
    {
        _views = views;
        _write = write;
        _old = old;
        _updated = updated;
        Own = own.Without(write.Excluded);
    }

    /// <summary>The changes in the version of the write.</summary>
    public FieldChanges Own { get; }

    /// <summary>The changes in the version of an entry; null when the kind has no such version any more.</summary>
    public FieldChanges? Of(ManagedFieldsEntry entry)
    {
        if (!_views.IsOther(entry.ApiVersion))
        {
            return Own;
        }

        _others ??= new Dictionary<string, FieldChanges?>(StringComparer.Ordinal);
        if (!_others.TryGetValue(entry.ApiVersion, out var changes))
        {
            changes = _views.TypeOf(entry.ApiVersion) is { } type ? CompareIn(entry.ApiVersion, type).Without(_write.Excluded) : null;
            _others.Add(entry.ApiVersion, changes);
        }

        return changes;
    }

    private FieldChanges CompareIn(string apiVersion, FieldType type)
    {
        var old = _views.In(_old, _write.ApiVersion, apiVersion, "failed to convert old object: ");
        var updated = _views.In(_updated, _write.ApiVersion, apiVersion, "failed to convert new object: ");
        return FieldComparer.Compare(old, updated, type);
    }
}
