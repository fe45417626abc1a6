using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>
/// Who owns the wanted number of replicas, between an object and its scale: in the scale it is <c>spec.replicas</c> of
/// <c>autoscaling/v1</c>, in the object it is where the kind has it.
/// </summary>
public static class ScaleOwnership
{
    /// <summary>Version of the API that the fields of a scale are in.</summary>
    public const string ScaleVersion = "autoscaling/v1";

    private static readonly FieldSet InScale = FieldSet.OfFields("spec.replicas");

    /// <summary>Shows in a scale who owns the replicas of its object.</summary>
    /// <param name="parent">The object.</param>
    /// <param name="scale">Its scale, which gets the managers.</param>
    /// <param name="pathOf">Finds where a version of the kind has the replicas, by its apiVersion.</param>
    public static void ToScale(JsonObject parent, JsonObject scale, Func<string, ScaleReplicas> pathOf)
    {
        var entries = Read(parent).Entries
            .Where(entry => pathOf(entry.ApiVersion).Path is { } path && !entry.Fields.Intersection(path).IsEmpty)
            .Select(entry => entry with { ApiVersion = ScaleVersion, Fields = InScale })
            .ToList();
        ManagedFields.Of(entries).WriteTo(scale);
    }

    /// <summary>Writes into an object who owns its replicas after its scale was written.</summary>
    /// <param name="parent">The object, changed in place.</param>
    /// <param name="scale">The scale as written, with its managers.</param>
    /// <param name="apiVersion">The object's version.</param>
    /// <param name="pathOf">Finds where a version of the kind has the replicas.</param>
    public static void ToParent(JsonObject parent, JsonObject scale, string apiVersion, Func<string, ScaleReplicas> pathOf)
    {
        var owners = Read(scale).Entries.ToList();
        var entries = new List<ManagedFieldsEntry>();
        foreach (var entry in Read(parent).Entries)
        {
            var (isKnown, path) = pathOf(entry.ApiVersion);
            if (!isKnown)
            {
                continue;
            }

            if (path is null || entry.Fields.Intersection(path).IsEmpty || owners.RemoveAll(entry.IsSameManager) > 0)
            {
                entries.Add(entry);
            }
            else if (entry.Fields.Difference(path) is { IsEmpty: false } others)
            {
                entries.Add(entry with { Fields = others });
            }
        }

        // Entries that come from the scale have no time, in kube-apiserver too.
        entries.AddRange(owners
            .Where(owner => !owner.Fields.Intersection(InScale).IsEmpty)
            .Select(owner => owner with { ApiVersion = apiVersion, Fields = pathOf(apiVersion).Path ?? FieldSet.Empty, Time = null }));
        ManagedFields.Of(entries).WriteTo(parent);
    }

    private static ManagedFields Read(JsonObject resource) => ManagedFields.TryReadList(ManagedFields.ListOf(resource))
        ?? ManagedFields.None();
}
