using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>Fields that a manager applied before and applies no longer: they go, unless another manager owns them too.</summary>
internal static class GivenUpFields
{
    /// <summary>Removes them from the merged object, in place.</summary>
    /// <param name="merged">The live object with the configuration merged in.</param>
    /// <param name="before">What the manager owned by its last apply; null when it never applied.</param>
    /// <param name="now">What it applies this time, what names the object included.</param>
    /// <param name="managed">All managers.</param>
    /// <param name="manager">What knows the object's type.</param>
    /// <param name="write">The apply.</param>
    /// <returns>Whether there were any.</returns>
    public static bool Remove(
        JsonObject merged, ManagedFieldsEntry? before, FieldSet now, ManagedFields managed, FieldManager manager, FieldWrite write)
    {
        // Nothing given up, as with most applies: nothing to look for.
        if (before is null || before.Fields.Difference(now).IsEmpty || TypeOf(before) is not { } type)
        {
            return false;
        }

        var last = FieldSets.WithNamedParents(before.Fields, type);
        var owned = managed.Entries.Aggregate(
            FieldSets.WithNamedParents(now, manager.Type), (fields, entry) => TypeOf(entry) is { } own
                ? fields.Union(FieldSets.WithNamedParents(entry.Fields, own)) : fields);
        var all = FieldSets.WithNamedParents(FieldSets.Of(merged, type), type);

        // First everything that the manager had is taken out; what anyone owns is put back, with what stood beside it.
        var without = WithNamedParentsOfCopy(merged, last, type);
        var kept = WithNamedParentsOfCopy(merged, all.Difference(without.Union(owned)), type);
        FieldMerger.Remove(merged, all.Difference(kept).Intersection(last), type);
        return true;

        FieldType? TypeOf(ManagedFieldsEntry entry) =>
            entry.ApiVersion == write.ApiVersion || write.VersionOf is null ? manager.Type : write.VersionOf(entry.ApiVersion)?.Type;
    }

    private static FieldSet WithNamedParentsOfCopy(JsonObject merged, FieldSet removed, FieldType type)
    {
        var copy = ResourceCopies.Of(merged);
        FieldMerger.Remove(copy, removed, type);
        return FieldSets.WithNamedParents(FieldSets.Of(copy, type), type);
    }
}
