using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>Fields that a manager applied before and applies no longer: they go, unless another manager owns them too.</summary>
internal sealed class GivenUpFields(VersionViews views, FieldWrite write)
{
    private const string Failed = "failed to prune fields: ";

    /// <summary>Removes them from the merged object.</summary>
    /// <param name="merged">The live object with the configuration merged in; may be changed.</param>
    /// <param name="before">What the manager owned by its last apply; null when it never applied.</param>
    /// <param name="now">What it applies this time, what names the object included.</param>
    /// <param name="managed">All managers.</param>
    /// <returns>The object without them; null when there were none.</returns>
    /// <exception cref="TypedObjectException">The object cannot be shown in a version in which somebody owns a part of it.</exception>
    public JsonObject? Remove(JsonObject merged, ManagedFieldsEntry? before, FieldSet now, ManagedFields managed)
    {
        if (before is null || before.Fields.IsEmpty || views.TypeOf(before.ApiVersion) is not { } type)
        {
            return null;
        }

        // Nothing given up, as with most applies: nothing to look for.
        var isAcross = IsAcross(before, managed);
        if (!isAcross && before.Fields.Difference(now).IsEmpty)
        {
            return null;
        }

        var owned = OwnedByVersion(before, now, managed);
        if (isAcross)
        {
            return RemoveAcross(merged, before, type, owned);
        }

        var last = FieldSets.WithNamedParents(before.Fields, type);
        var all = Members(merged, type);

        // First everything that the manager had is taken out; what anyone owns is put back, with what stood beside it.
        var without = Members(Without(merged, last, type), type);
        var kept = Members(Without(merged, all.Difference(without.Union(owned[0].Fields)), type), type);
        FieldMerger.Remove(merged, all.Difference(kept).Intersection(last), type);
        return merged;
    }

    private bool IsAcross(ManagedFieldsEntry before, ManagedFields managed)
    {
        var isAcross = views.IsOther(before.ApiVersion);
        foreach (var entry in managed.Entries)
        {
            isAcross |= views.IsOther(entry.ApiVersion);
        }

        return isAcross;
    }

    private static FieldSet Members(JsonObject obj, FieldType type) => FieldSets.WithNamedParents(FieldSets.Of(obj, type), type);

    private static JsonObject Without(JsonObject obj, FieldSet fields, FieldType type)
    {
        var copy = ResourceCopies.Of(obj);
        FieldMerger.Remove(copy, fields, type);
        return copy;
    }

    // The version of the last apply comes first: what a conversion needs must not be missing.
    private List<(string ApiVersion, FieldType Type, FieldSet Fields)> OwnedByVersion(
        ManagedFieldsEntry before, FieldSet now, ManagedFields managed)
    {
        var owned = new List<(string ApiVersion, FieldType Type, FieldSet Fields)>();
        Add(write.ApiVersion, now);
        foreach (var entry in managed.Entries)
        {
            Add(entry.ApiVersion, entry.Fields);
        }

        owned.Sort((left, right) => (left.ApiVersion != before.ApiVersion).CompareTo(right.ApiVersion != before.ApiVersion) is not 0 and var first
            ? first : string.CompareOrdinal(left.ApiVersion, right.ApiVersion));
        return owned;

        void Add(string apiVersion, FieldSet fields)
        {
            if (views.TypeOf(apiVersion) is not { } type)
            {
                return;
            }

            var version = views.IsOther(apiVersion) ? apiVersion : write.ApiVersion;
            var members = FieldSets.WithNamedParents(fields, type);
            var known = owned.FindIndex(o => o.ApiVersion == version);
            if (known < 0)
            {
                owned.Add((version, type, members));
            }
            else
            {
                owned[known] = owned[known] with { Fields = owned[known].Fields.Union(members) };
            }
        }
    }

    // The same in the version of the last apply, and what anyone owns is put back in the version in which he owns it.
    private JsonObject RemoveAcross(
        JsonObject merged, ManagedFieldsEntry before, FieldType type, List<(string ApiVersion, FieldType Type, FieldSet Fields)> owned)
    {
        var last = FieldSets.WithNamedParents(before.Fields, type);
        var whole = views.In(merged, write.ApiVersion, before.ApiVersion, $"{Failed}failed to convert merged object to last applied version: ");
        var (present, shown, pruned) = (before.ApiVersion, whole, Without(whole, last, type));
        foreach (var (version, own, fields) in owned)
        {
            const string AddBack = $"{Failed}failed add back owned items: failed to convert";
            shown = views.In(shown, present, version, $"{AddBack} merged object at version {version}: ");
            pruned = views.In(pruned, present, version, $"{AddBack} pruned object at version {version}: ");
            pruned = Without(shown, Members(shown, own).Difference(Members(pruned, own).Union(fields)), own);
            present = version;
        }

        pruned = views.In(
            pruned, present, before.ApiVersion, $"{Failed}failed add back dangling items: failed to convert pruned object to last applied version: ");
        var result = Without(whole, Members(whole, type).Difference(Members(pruned, type)).Intersection(last), type);
        return views.In(result, before.ApiVersion, write.ApiVersion, Failed);
    }
}
