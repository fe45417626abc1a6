using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>Fields that a manager applied before and applies no longer: they go, unless another manager owns them too.</summary>
internal static class GivenUpFields
{
    /// <summary>Removes them from the merged object, in place.</summary>
    /// <param name="merged">The live object with the configuration merged in.</param>
    /// <param name="before">What the manager owned by its last apply.</param>
    /// <param name="now">What it applies this time.</param>
    /// <param name="managed">All managers, the applying one with what it applies this time.</param>
    /// <param name="type">Type of the object.</param>
    /// <returns>Whether there were any.</returns>
    public static bool Remove(JsonObject merged, FieldSet before, FieldSet now, ManagedFields managed, FieldType type)
    {
        // Nothing given up, as with most applies: nothing to look for.
        if (before.Difference(now).IsEmpty)
        {
            return false;
        }

        var last = FieldSets.WithNamedParents(before, type);
        var owned = managed.Entries.Aggregate(FieldSet.Empty, (fields, entry) => fields.Union(entry.Fields));
        var all = FieldSets.WithNamedParents(FieldSets.Of(merged, type), type);

        // First everything that the manager had is taken out; what anyone owns is put back, with what stood beside it.
        var without = WithNamedParentsOfCopy(merged, last, type);
        var kept = WithNamedParentsOfCopy(merged, all.Difference(without.Union(FieldSets.WithNamedParents(owned, type))), type);
        FieldMerger.Remove(merged, all.Difference(kept).Intersection(last), type);
        return true;
    }

    private static FieldSet WithNamedParentsOfCopy(JsonObject merged, FieldSet removed, FieldType type)
    {
        var copy = merged.DeepClone();
        FieldMerger.Remove(copy, removed, type);
        return FieldSets.WithNamedParents(FieldSets.Of(copy, type), type);
    }
}
