using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>
/// All managers of one object, while a write changes them; entries that it leaves alone are written back as they were read.
/// </summary>
internal sealed class ManagedFields
{
    private const int MaxUpdateManagers = 10;

    private readonly List<(ManagedFieldsEntry Entry, JsonObject? Source)> _entries = [];

    public bool IsEmpty => _entries.Count == 0;

    public IEnumerable<ManagedFieldsEntry> Entries => _entries.Select(item => item.Entry);

    /// <summary>Reads the managers of an object, which stays as it is; none when it says nothing of them.</summary>
    /// <exception cref="JsonException">An entry is malformed.</exception>
    public static ManagedFields Read(JsonObject? resource) =>
        // A copy made before anything is looked at is a copy of bytes.
        List(resource) is { } list ? Take((JsonArray)list.DeepClone()) : new ManagedFields();

    /// <summary>Takes the managers out of a list, which is left empty.</summary>
    /// <exception cref="JsonException">An entry is malformed.</exception>
    public static ManagedFields Take(JsonArray list)
    {
        var managed = new ManagedFields();
        foreach (var item in list)
        {
            var source = item as JsonObject ?? throw new JsonException("an entry of managedFields must be an object");
            managed._entries.Add((ManagedFieldsEntry.ParseLazily(source), source));
        }

        list.Clear();
        return managed;
    }

    /// <summary>The list as the object has it; null for none.</summary>
    public static JsonArray? List(JsonObject? resource) => (resource?["metadata"] as JsonObject)?["managedFields"] as JsonArray;

    public static void RemoveFrom(JsonObject resource) => (resource["metadata"] as JsonObject)?.Remove("managedFields");

    public ManagedFieldsEntry? Find(ManagedFieldsEntry identity) =>
        _entries.Find(item => item.Entry.IsSameManager(identity)).Entry;

    public void Set(ManagedFieldsEntry entry)
    {
        var index = _entries.FindIndex(item => item.Entry.IsSameManager(entry));
        if (index < 0)
        {
            _entries.Add((entry, null));
        }
        else if (!ReferenceEquals(_entries[index].Entry, entry))
        {
            // Only its time is new: the fields need not be written again.
            var source = ReferenceEquals(_entries[index].Entry.Fields, entry.Fields) && _entries[index].Entry.ApiVersion == entry.ApiVersion
                ? _entries[index].Source
                : null;
            _entries[index] = (entry, source);
        }
    }

    /// <summary>The fields of others that are about to get a new value.</summary>
    public List<FieldConflict> Contested(ManagedFieldsEntry mine, FieldSet changed)
    {
        var conflicts = new List<FieldConflict>();
        foreach (var (entry, _) in _entries.OrderBy(item => item.Entry.Manager, StringComparer.Ordinal))
        {
            if (!entry.IsSameManager(mine))
            {
                conflicts.AddRange(entry.Fields.Intersection(changed).Paths().Select(path => new FieldConflict(entry.DisplayName, path)));
            }
        }

        return conflicts;
    }

    /// <summary>
    /// Takes the fields that changed from all other managers, and those that are gone from everyone but an applier itself.
    /// </summary>
    public void TakeFromOthers(ManagedFieldsEntry mine, FieldChanges changes)
    {
        var changed = changes.Changed;
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i].Entry;
            var isMine = entry.IsSameManager(mine);
            if (isMine && entry.Operation == ManagerOperation.Apply)
            {
                continue;
            }

            var fields = (isMine ? entry.Fields : entry.Fields.Difference(changed)).Difference(changes.Removed);
            if (!ReferenceEquals(fields, entry.Fields))
            {
                _entries[i] = (entry with { Fields = fields }, null);
            }
        }
    }

    public void RemoveEmpty() => _entries.RemoveAll(item => item.Entry.Fields.IsEmpty);

    /// <summary>Folds the oldest updaters into one, so that an object that many programs touch does not grow without end.</summary>
    public void CapUpdaters()
    {
        var updaters = _entries.Select(item => item.Entry)
            .Where(entry => entry.Operation == ManagerOperation.Update)
            .OrderBy(entry => entry.Time ?? "", StringComparer.Ordinal)
            .ThenBy(entry => entry.Manager, StringComparer.Ordinal)
            .ToList();
        var excess = updaters.Count - MaxUpdateManagers;
        if (excess <= 0)
        {
            return;
        }

        foreach (var version in updaters.GroupBy(entry => entry.ApiVersion, StringComparer.Ordinal))
        {
            var oldest = version.Take(excess + 1).ToList();
            if (oldest.Count < 2 || excess <= 0)
            {
                continue;
            }

            excess -= oldest.Count - 1;
            _entries.RemoveAll(item => oldest.Contains(item.Entry));
            Set(oldest[^1] with
            {
                Manager = "ancient-changes",
                Subresource = "",
                Fields = oldest.Aggregate(FieldSet.Empty, (fields, entry) => fields.Union(entry.Fields)),
            });
        }
    }

    /// <summary>Writes the managers into an object's metadata, in the order that kube-apiserver keeps.</summary>
    public void WriteTo(JsonObject resource)
    {
        if (resource["metadata"] is not JsonObject metadata)
        {
            resource["metadata"] = metadata = [];
        }

        if (_entries.Count == 0)
        {
            metadata.Remove("managedFields");
            return;
        }

        var list = new JsonArray();
        foreach (var (entry, source) in _entries.OrderBy(item => item.Entry, ManagerOrder.Instance))
        {
            JsonNode node = source is null ? entry.ToJson() : WithTime(source, entry.Time);
            list.Add(node);
        }

        metadata["managedFields"] = list;
    }

    private static JsonObject WithTime(JsonObject source, string? time)
    {
        if (time is null)
        {
            source.Remove("time");
        }
        else if (source["time"] is not JsonValue old || !old.TryGetValue<string>(out var text) || text != time)
        {
            source["time"] = time;
        }

        return source;
    }
}
