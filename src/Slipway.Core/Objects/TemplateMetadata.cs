using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Core.Contracts;

namespace Slipway.Core.Objects;

/// <summary>
/// Brings the labels and annotations of a template to objects that were made from it. What the template has no more goes again, if it was
/// the template's and nobody else claims it: <c>metadata.managedFields</c> tells.
/// </summary>
/// <param name="manager">The field manager that what comes from the template is written as.</param>
/// <param name="labels">The labels wanted.</param>
/// <param name="annotations">The annotations wanted.</param>
public sealed class TemplateMetadata(string manager, IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> annotations)
{
    /// <summary>What a Machine's metadata lacks, as a merge patch of <c>metadata</c>; null when nothing.</summary>
    /// <param name="machine">The metadata as read.</param>
    /// <param name="isKept">Tells labels and annotations that stay, though the template does not have them.</param>
    public JsonObject? Drift(V1ObjectMeta machine, Func<string, bool> isKept) => Drift(
        machine.Labels?.AsReadOnly(),
        machine.Annotations?.AsReadOnly(),
        isKept,
        Owners(machine));

    /// <summary>
    /// What the metadata of an object lacks that a Machine stands on, as a merge patch of <c>metadata</c>; null when nothing.
    /// </summary>
    /// <param name="part">The object as read.</param>
    /// <param name="isKept">Tells labels and annotations that stay, though the template does not have them.</param>
    public JsonObject? Drift(ContractObject part, Func<string, bool> isKept) => Drift(
        part.Source.Metadata.Labels,
        part.Source.Metadata.Annotations,
        isKept,
        Owners(part));

    /// <summary>Whether an annotation was set by a field manager and nobody else claims it.</summary>
    public static bool OwnsAnnotation(V1ObjectMeta metadata, string manager, string key) => IsOnlyOwner(Owners(metadata), manager, "annotations", key);

    private JsonObject? Drift(
        IReadOnlyDictionary<string, string>? currentLabels,
        IReadOnlyDictionary<string, string>? currentAnnotations,
        Func<string, bool> isKept,
        IEnumerable<(string Manager, JsonObject? Fields)> owners)
    {
        var metadata = new JsonObject();
        Add("labels", currentLabels, labels);
        Add("annotations", currentAnnotations, annotations);
        return metadata.Count > 0 ? metadata : null;

        void Add(string field, IReadOnlyDictionary<string, string>? current, IReadOnlyDictionary<string, string> wanted)
        {
            var patch = new JsonObject();
            foreach (var (key, value) in wanted.Where(w => current?.GetValueOrDefault(w.Key) != w.Value))
            {
                patch[key] = value;
            }

            foreach (var key in current?.Keys.Where(k => !wanted.ContainsKey(k) && !isKept(k) && IsOnlyOwner(owners, manager, field, k)) ?? [])
            {
                patch[key] = null;
            }

            if (patch.Count > 0)
            {
                metadata[field] = patch;
            }
        }
    }

    private static IEnumerable<(string Manager, JsonObject? Fields)> Owners(V1ObjectMeta metadata) =>
        metadata.ManagedFields?.Select(f => (f.Manager, f.FieldsV1 is JsonElement fields ? JsonObject.Create(fields) : null)) ?? [];

    // Nearly never asked for: the object's tree is made only then.
    private static IEnumerable<(string Manager, JsonObject? Fields)> Owners(ContractObject part)
    {
        foreach (var entry in part.At("metadata", "managedFields") as JsonArray ?? [])
        {
            yield return ((string)entry!["manager"]!, entry["fieldsV1"] as JsonObject);
        }
    }

    private static bool IsOnlyOwner(IEnumerable<(string Manager, JsonObject? Fields)> owners, string manager, string field, string key)
    {
        var claims = owners.Where(o => o.Fields?["f:metadata"]?[$"f:{field}"]?[$"f:{key}"] is not null).Select(o => o.Manager).ToList();
        return claims.Count > 0 && claims.TrueForAll(m => m == manager);
    }
}
