using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// Which fields a kind's selectors may name. Custom kinds, and built-in ones with fields of their own, refuse others in one form of words;
/// all other built-in kinds know two fields, whether they have a namespace or not, and refuse in another.
/// </summary>
internal static class FieldLabels
{
    /// <returns>Why the field may not be named; null when it may.</returns>
    public static string? Refusal(ResourceInfo resource, string field)
    {
        var hasRules = resource.IsCustom || resource.SelectableFields.Length > 0;
        if (field == "metadata.name" || (field == "metadata.namespace" && (resource.Namespaced || !hasRules)))
        {
            return null;
        }

        foreach (var selectable in resource.SelectableFields)
        {
            if (selectable.Name == field)
            {
                return null;
            }
        }

        return (hasRules, resource.Kind) switch
        {
            (false, _) => $"{GoText.Quote(field)} is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
            (_, { Group: "batch", Kind: "Job" }) => $"field label {GoText.Quote(field)} not supported for Job",
            _ => $"field label not supported: {field}",
        };
    }
}
