using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>Finds the fields in which two versions of an object differ. Only differences cost memory.</summary>
internal sealed class FieldComparer
{
    private readonly List<string> _path = [];
    private FieldSetBuilder? _removed;
    private FieldSetBuilder? _modified;
    private FieldSetBuilder? _added;

    /// <summary>Differences of two objects, but for what identifies them and what the server keeps in their metadata.</summary>
    public static FieldChanges Compare(JsonObject old, JsonObject updated, FieldType type) => Compare(old, updated, type, within: updated, isWhole: true);

    /// <summary>
    /// Differences of an object and what became of it when a configuration was merged in: only what that names can differ.
    /// </summary>
    public static FieldChanges CompareWithin(JsonObject config, JsonObject old, JsonObject updated, FieldType type) =>
        Compare(old, updated, type, config, isWhole: false);

    private static FieldChanges Compare(JsonObject old, JsonObject updated, FieldType type, JsonObject within, bool isWhole)
    {
        var comparer = new FieldComparer();
        if (isWhole)
        {
            comparer.CompareMaps(old, updated, type);
        }
        else
        {
            comparer.CompareMapsWithin(within, old, updated, type);
        }

        return comparer is { _removed: null, _modified: null, _added: null }
            ? FieldChanges.None
            : new FieldChanges(
                comparer._removed?.ToSet() ?? FieldSet.Empty,
                comparer._modified?.ToSet() ?? FieldSet.Empty,
                comparer._added?.ToSet() ?? FieldSet.Empty);
    }

    private void CompareMaps(JsonObject? old, JsonObject? updated, FieldType type)
    {
        foreach (var (name, value) in updated ?? [])
        {
            if (!IsServersOwn(name))
            {
                JsonNode? oldValue = null;
                var existed = old is not null && old.TryGetPropertyValue(name, out oldValue);
                CompareField(name, (existed, oldValue), (true, value), type);
            }
        }

        foreach (var (name, value) in old ?? [])
        {
            if (!IsServersOwn(name) && (updated is null || !updated.ContainsKey(name)))
            {
                CompareField(name, (true, value), (false, null), type);
            }
        }
    }

    private void CompareMapsWithin(JsonObject config, JsonObject old, JsonObject updated, FieldType type)
    {
        foreach (var (name, value) in config)
        {
            if (IsServersOwn(name))
            {
                continue;
            }

            var existed = old.TryGetPropertyValue(name, out var oldValue);
            var exists = updated.TryGetPropertyValue(name, out var newValue);
            if (value is JsonObject { Count: > 0 } map && type.Field(name).IsGranularMap(oldValue) && type.Field(name).IsGranularMap(newValue))
            {
                _path.Add(PathStep.Field(name));
                CompareMapsWithin(map, oldValue!.AsObject(), newValue!.AsObject(), type.Field(name));
                _path.RemoveAt(_path.Count - 1);
            }
            else
            {
                CompareField(name, (existed, oldValue), (exists, newValue), type);
            }
        }
    }

    private void CompareField(string name, (bool Exists, JsonNode? Value) old, (bool Exists, JsonNode? Value) updated, FieldType type)
    {
        // The quick answer for the many fields that are the same scalar on both sides.
        if (old.Value is JsonValue left && updated.Value is JsonValue right && JsonNode.DeepEquals(left, right))
        {
            return;
        }

        _path.Add(PathStep.Field(name));
        CompareValues(old, updated, type.Field(name));
        _path.RemoveAt(_path.Count - 1);
    }

    private void CompareValues((bool Exists, JsonNode? Value) old, (bool Exists, JsonNode? Value) updated, FieldType type)
    {
        if ((type.IsGranularMap(old.Value) || type.IsGranularMap(updated.Value)) && !AreEmpty(old.Value, updated.Value))
        {
            CompareMaps(AsGranularMap(old.Value, type), AsGranularMap(updated.Value, type), type);
        }
        else if ((type.IsGranularList(old.Value) || type.IsGranularList(updated.Value)) && !AreEmpty(old.Value, updated.Value))
        {
            CompareLists(old.Value as JsonArray, updated.Value as JsonArray, type);
        }
        else if (old.Exists && updated.Exists)
        {
            if (!JsonNode.DeepEquals(old.Value, updated.Value))
            {
                Insert(ref _modified);
            }

            return;
        }

        if (!old.Exists)
        {
            Insert(ref _added);
        }
        else if (!updated.Exists)
        {
            Insert(ref _removed);
        }
        else if (old.Value is not null && updated.Value is not null && IsLeaf(old.Value, type) != IsLeaf(updated.Value, type))
        {
            Insert(ref _modified);
        }
    }

    private void CompareLists(JsonArray? old, JsonArray? updated, FieldType type)
    {
        if (TryCompareInPlace(old, updated, type))
        {
            return;
        }

        var before = Index(old, type);
        var after = Index(updated, type);
        foreach (var (step, items) in after)
        {
            CompareItems(step, before.GetValueOrDefault(step, []), items, type);
        }

        foreach (var (step, items) in before)
        {
            if (!after.ContainsKey(step))
            {
                CompareItems(step, items, [], type);
            }
        }
    }

    // Most writes leave a list's items in their places: then an item that is equal needs no step of its own.
    private bool TryCompareInPlace(JsonArray? old, JsonArray? updated, FieldType type)
    {
        if (old is null || updated is null || old.Count != updated.Count)
        {
            return false;
        }

        for (var i = 0; i < old.Count; i++)
        {
            if (!ListItems.AreSame(type, old[i], updated[i]))
            {
                return false;
            }
        }

        for (var i = 0; i < old.Count; i++)
        {
            if (!JsonNode.DeepEquals(old[i], updated[i]))
            {
                CompareItems(ListItems.Step(type, old[i]), [old[i]], [updated[i]], type);
            }
        }

        return true;
    }

    // A stored list may hold an item twice (from before it was a set): it is then compared as one.
    private void CompareItems(string step, List<JsonNode?> old, List<JsonNode?> updated, FieldType type)
    {
        _path.Add(step);
        if (old.Count <= 1 && updated.Count <= 1)
        {
            CompareValues(old.Count == 1 ? (true, old[0]) : (false, null), updated.Count == 1 ? (true, updated[0]) : (false, null), type.Item);
        }
        else if (updated.Count == 0)
        {
            Insert(ref _removed);
        }
        else if (old.Count == 0)
        {
            Insert(ref _added);
        }
        else if (old.Count != updated.Count || old.Zip(updated).Any(pair => !JsonNode.DeepEquals(pair.First, pair.Second)))
        {
            Insert(ref _modified);
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private static Dictionary<string, List<JsonNode?>> Index(JsonArray? list, FieldType type)
    {
        var index = new Dictionary<string, List<JsonNode?>>(list?.Count ?? 0, StringComparer.Ordinal);
        foreach (var item in list ?? [])
        {
            var step = ListItems.Step(type, item);
            if (index.TryGetValue(step, out var items))
            {
                items.Add(item);
            }
            else
            {
                index.Add(step, [item]);
            }
        }

        return index;
    }

    private bool IsServersOwn(string name) => _path.Count switch
    {
        0 => name is "apiVersion" or "kind",
        1 => _path[0] == "f:metadata" && OwnedMetadata.IsServers(name),
        _ => false,
    };

    private static bool IsLeaf(JsonNode? value, FieldType type) => !type.IsGranularMap(value) && !type.IsGranularList(value);

    private static bool AreEmpty(JsonNode? left, JsonNode? right) =>
        left is null or JsonObject { Count: 0 } or JsonArray { Count: 0 } && right is null or JsonObject { Count: 0 } or JsonArray { Count: 0 };

    private static JsonObject? AsGranularMap(JsonNode? value, FieldType type) => type.IsGranularMap(value) ? value as JsonObject : null;

    private void Insert(ref FieldSetBuilder? set) => (set ??= new FieldSetBuilder()).Insert(CollectionsMarshal.AsSpan(_path));
}
