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
    /// <exception cref="TypedObjectException">An item of a list has no identity.</exception>
    public static FieldChanges Compare(JsonObject old, JsonObject updated, FieldType type)
    {
        var comparer = new FieldComparer();
        comparer.CompareFields(old, updated, type);
        return comparer.Changes();
    }

    /// <summary>
    /// Differences of an object and what became of it when a configuration was merged in: only what that names can differ.
    /// </summary>
    /// <exception cref="TypedObjectException">An item of a list has no identity.</exception>
    public static FieldChanges CompareWithin(JsonObject config, JsonObject old, JsonObject updated, FieldType type)
    {
        var comparer = new FieldComparer();
        comparer.CompareMapsWithin(config, old, updated, type);
        return comparer.Changes();
    }

    private FieldChanges Changes() => this is { _removed: null, _modified: null, _added: null }
        ? FieldChanges.None
        : new FieldChanges(_removed?.ToSet() ?? FieldSet.Empty, _modified?.ToSet() ?? FieldSet.Empty, _added?.ToSet() ?? FieldSet.Empty);

    private void CompareFields(JsonObject? old, JsonObject? updated, FieldType type)
    {
        if (updated is not null)
        {
            foreach (var (name, value) in updated)
            {
                if (!IsServersOwn(name))
                {
                    JsonNode? oldValue = null;
                    var existed = old is not null && old.TryGetPropertyValue(name, out oldValue);
                    CompareField(name, new FieldSide(existed, oldValue), new FieldSide(Exists: true, value), type);
                }
            }
        }

        if (old is not null)
        {
            foreach (var (name, value) in old)
            {
                if (!IsServersOwn(name) && (updated is null || !updated.ContainsKey(name)))
                {
                    CompareField(name, new FieldSide(Exists: true, value), default, type);
                }
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
            if (value is JsonObject { Count: > 0 } map && type.Field(name).IsGranularMap(oldValue)
                && type.Field(name).IsGranularMap(newValue))
            {
                _path.Add(PathStep.Field(name));
                CompareMapsWithin(map, oldValue!.AsObject(), newValue!.AsObject(), type.Field(name));
                _path.RemoveAt(_path.Count - 1);
            }
            else
            {
                CompareField(name, new FieldSide(existed, oldValue), new FieldSide(exists, newValue), type);
            }
        }
    }

    private void CompareField(string name, FieldSide old, FieldSide updated, FieldType type)
    {
        // The quick answer for the many fields that are the same scalar on both sides.
        if (old.Value is JsonValue left && updated.Value is JsonValue right && JsonNode.DeepEquals(left, right))
        {
            return;
        }

        _path.Add(PathStep.Field(name));
        Compare(old, updated, type.Field(name));
        _path.RemoveAt(_path.Count - 1);
    }

    // A side that is absent takes the other's shape; two shapes are each gone through.
    private void Compare(FieldSide old, FieldSide updated, FieldType type)
    {
        var before = type.ShapeOf(old.Value);
        var after = type.ShapeOf(updated.Value);
        if (old.Exists && updated.Exists && before != after)
        {
            CompareAs(before, old, updated, type);
            CompareAs(after, old, updated, type);
            return;
        }

        if (CompareAs(updated.Exists ? after : before, old, updated, type))
        {
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
    }

    // Whether the value was compared as one leaf. What is empty on both sides is one, so that absent, null and empty stay apart.
    private bool CompareAs(FieldShape shape, FieldSide old, FieldSide updated, FieldType type)
    {
        switch (shape)
        {
            case FieldShape.Map when !type.IsLeafMap
                && (old.Value is JsonObject { Count: > 0 } || updated.Value is JsonObject { Count: > 0 }):
                CompareFields(old.Value as JsonObject, updated.Value as JsonObject, type);
                return false;
            case FieldShape.List when !type.IsLeafList
                && (old.Value is JsonArray { Count: > 0 } || updated.Value is JsonArray { Count: > 0 }):
                CompareLists(old.Value as JsonArray, updated.Value as JsonArray, type);
                return false;
            default:
                CompareLeaves(old, updated);
                return true;
        }
    }

    private void CompareLeaves(FieldSide old, FieldSide updated)
    {
        if (!old.Exists)
        {
            Insert(ref _added);
        }
        else if (!updated.Exists)
        {
            Insert(ref _removed);
        }
        else if (!JsonNode.DeepEquals(old.Value, updated.Value))
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

        var before = ListItems.Index(old, type);
        var after = ListItems.Index(updated, type);
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

        var differ = 0;
        for (var i = 0; i < old.Count; i++)
        {
            if (!JsonNode.DeepEquals(old[i], updated[i]))
            {
                differ++;
                if (!ListItems.AreSame(type, old[i], updated[i]))
                {
                    return false;
                }
            }
        }

        if (differ == 0)
        {
            return true;
        }

        // An item may be there twice, which the places do not tell.
        if (old.Count > 1 && ListItems.Index(updated, type).Count != updated.Count)
        {
            return false;
        }

        for (var i = 0; differ > 0 && i < old.Count; i++)
        {
            if (!JsonNode.DeepEquals(old[i], updated[i]))
            {
                differ--;
                CompareItems(ListItems.Step(type, old[i]), [old[i]], [updated[i]], type);
            }
        }

        return true;
    }

    // What a stored list holds twice is owned as one, by the mark of the item alone.
    private void CompareItems(string step, List<JsonNode?> old, List<JsonNode?> updated, FieldType type)
    {
        _path.Add(step);
        switch (old.Count, updated.Count)
        {
            case (<= 1, <= 1):
                Compare(FieldSide.Of(old), FieldSide.Of(updated), type.Item);
                break;
            case ( >= 2, >= 2):
                if (old.Count != updated.Count || old.Zip(updated).Any(pair => !JsonNode.DeepEquals(pair.First, pair.Second)))
                {
                    Insert(ref _modified);
                }

                break;
            case ( >= 2, _):
                if (updated.Count > 0)
                {
                    Compare(default, FieldSide.Of(updated), type.Item);
                }

                Insert(ref _removed);
                break;
            default:
                if (old.Count > 0)
                {
                    Compare(FieldSide.Of(old), default, type.Item);
                }

                Insert(ref _added);
                break;
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private bool IsServersOwn(string name) => _path.Count switch
    {
        0 => name is "apiVersion" or "kind",
        1 => _path[0] == "f:metadata" && OwnedMetadata.IsServers(name),
        _ => false,
    };

    private void Insert(ref FieldSetBuilder? set) => (set ??= new FieldSetBuilder()).Insert(CollectionsMarshal.AsSpan(_path));
}
