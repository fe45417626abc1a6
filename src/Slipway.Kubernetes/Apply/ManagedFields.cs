using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Apply;

/// <summary>All managers of one object, while a write changes them.</summary>
internal sealed class ManagedFields
{
    private readonly List<ManagedFieldsEntry> _entries;

    // What the entries were read from, to be handed on when they are still the same.
    private readonly StoredManagers? _source;
    private bool _isChanged;

    private ManagedFields(List<ManagedFieldsEntry> entries, StoredManagers? source) => (_entries, _source) = (entries, source);

    public bool IsEmpty => _entries.Count == 0;

    public IReadOnlyList<ManagedFieldsEntry> Entries => _entries;

    public static ManagedFields None() => new([], source: null);

    public static ManagedFields Of(List<ManagedFieldsEntry> entries) => new(entries, source: null) { _isChanged = true };

    /// <summary>Reads the managers of an object, which stays as it is; none when it says nothing of them.</summary>
    /// <exception cref="JsonException">An entry is malformed.</exception>
    public static ManagedFields Read(JsonObject? resource) => ReadList(ListOf(resource)) ?? None();

    /// <summary>Reads a list of managers; null when there is none.</summary>
    /// <exception cref="JsonException">An entry is malformed.</exception>
    public static ManagedFields? ReadList(JsonNode? list)
    {
        if (StoredManagers.Of(list) is { } stored)
        {
            return new ManagedFields(ManagedFieldsReader.Read(stored.Utf8, isStored: true), stored);
        }

        return list is JsonArray
            ? new ManagedFields(ManagedFieldsReader.Read(KubeJson.ToUtf8(list), isStored: false), source: null) { _isChanged = true }
            : null;
    }

    /// <summary>Reads a list of managers; empty when there is none, null when it is malformed.</summary>
    public static ManagedFields? TryReadList(JsonNode? list)
    {
        try
        {
            return ReadList(list) ?? None();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The list as the object has it; null for none.</summary>
    public static JsonNode? ListOf(JsonObject? resource) => (resource?["metadata"] as JsonObject)?["managedFields"];

    public ManagedFieldsEntry? Find(ManagedFieldsEntry identity) => _entries.Find(entry => entry.IsSameManager(identity));

    public void Set(ManagedFieldsEntry entry)
    {
        var index = _entries.FindIndex(known => known.IsSameManager(entry));
        if (index < 0)
        {
            _entries.Add(entry);
            _isChanged = true;
        }
        else
        {
            Replace(index, entry);
        }
    }

    /// <summary>Changes each entry, or drops it when the change gives null.</summary>
    public void Update(Func<ManagedFieldsEntry, ManagedFieldsEntry?> change)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            if (change(_entries[i]) is { } entry)
            {
                Replace(i, entry);
            }
            else
            {
                _entries.RemoveAt(i);
                _isChanged = true;
            }
        }
    }

    public void RemoveEmpty() => _isChanged |= _entries.RemoveAll(entry => entry.Fields.IsEmpty) > 0;

    /// <summary>Folds the oldest updaters into one, so that an object that many programs touch does not grow without end.</summary>
    public void CapUpdaters() => _isChanged |= UpdaterCap.Apply(_entries);

    public bool EqualsButForTimes(ManagedFields other)
    {
        if (_entries.Count != other._entries.Count)
        {
            return false;
        }

        for (var i = 0; i < _entries.Count; i++)
        {
            var (mine, theirs) = (_entries[i], other._entries[i]);
            if (!mine.IsSameManager(theirs) || mine.ApiVersion != theirs.ApiVersion || !mine.Fields.SetEquals(theirs.Fields))
            {
                return false;
            }
        }

        return true;
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

        if (!_isChanged && _source is not null)
        {
            if (!ReferenceEquals(StoredManagers.Of(metadata["managedFields"]), _source))
            {
                metadata["managedFields"] = StoredManagers.ToNode(_source.Utf8);
            }

            return;
        }

        _entries.Sort(ManagerOrder.Instance);
        metadata["managedFields"] = StoredManagers.ToNode(ToUtf8());
    }

    private void Replace(int index, ManagedFieldsEntry entry)
    {
        var known = _entries[index];
        _isChanged |= !ReferenceEquals(known, entry)
            && (!ReferenceEquals(known.Fields, entry.Fields) || known.Time != entry.Time || known.ApiVersion != entry.ApiVersion);
        _entries[index] = entry;
    }

    private byte[] ToUtf8()
    {
        using var buffer = new PooledBuffer((_source?.Utf8.Length ?? 0) + 512);
        using (var writer = new Utf8JsonWriter(buffer, KubeJson.WriterOptions))
        {
            writer.WriteStartArray();
            foreach (var entry in _entries)
            {
                entry.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
