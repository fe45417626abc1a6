namespace Slipway.Kubernetes.Apply;

/// <summary>
/// Keeps at most ten updaters in an object: what is older goes, version by version, into one entry that stands for all of them.
/// </summary>
internal static class UpdaterCap
{
    private const int MaxUpdateManagers = 10;
    private const string OldUpdates = "ancient-changes";

    /// <summary>Folds the oldest updaters; tells whether there were too many.</summary>
    public static bool Apply(List<ManagedFieldsEntry> entries)
    {
        var count = entries.Count(IsUpdater);
        if (count <= MaxUpdateManagers)
        {
            return false;
        }

        var oldestFirst = entries.Where(IsUpdater)
            .OrderBy(entry => entry.Time ?? "", StringComparer.Ordinal)
            .ThenBy(entry => entry.Manager, StringComparer.Ordinal)
            .ToList();
        var first = new Dictionary<string, ManagedFieldsEntry>(StringComparer.Ordinal);
        var known = new Dictionary<string, ManagedFieldsEntry>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => IsUpdater(entry) && entry is { Manager: OldUpdates, Subresource: "" }))
        {
            known.TryAdd(entry.ApiVersion, entry);
        }

        var made = new Dictionary<string, ManagedFieldsEntry>(StringComparer.Ordinal);
        var folded = new HashSet<ManagedFieldsEntry>(ReferenceEqualityComparer.Instance);
        foreach (var entry in oldestFirst)
        {
            if (count <= MaxUpdateManagers)
            {
                break;
            }

            if (first.TryAdd(entry.ApiVersion, entry))
            {
                continue;
            }

            var bucket = made.GetValueOrDefault(entry.ApiVersion) ?? known.GetValueOrDefault(entry.ApiVersion) ?? first[entry.ApiVersion];
            folded.Add(bucket);
            folded.Add(entry);
            made[entry.ApiVersion] = entry with { Manager = OldUpdates, Subresource = "", Fields = entry.Fields.Union(bucket.Fields) };
            count--;
        }

        entries.RemoveAll(folded.Contains);
        entries.AddRange(made.Values);
        return true;
    }

    private static bool IsUpdater(ManagedFieldsEntry entry) => entry.Operation == ManagerOperation.Update;
}
