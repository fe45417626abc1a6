using Slipway.Api.Shared;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Api.Admission.Checks;

/// <summary>Labels and annotations that a template carries.</summary>
internal static class MetadataChecks
{
    public static void Check(string path, ObjectMeta? metadata, ValidationContext context)
    {
        foreach (var (key, value) in metadata?.Labels ?? [])
        {
            if (LabelSyntax.KeyError(key) is { } keyError)
            {
                context.Invalid($"{path}.labels", key, keyError);
            }

            if (LabelSyntax.ValueError(value) is { } valueError)
            {
                context.Invalid($"{path}.labels", value, valueError);
            }
        }

        foreach (var key in metadata?.Annotations?.Keys ?? Enumerable.Empty<string>())
        {
            // Annotation keys may be written in any case; label keys' prefix may not.
            if (LabelSyntax.KeyError(key.ToLowerInvariant()) is { } error)
            {
                context.Invalid($"{path}.annotations", key, error);
            }
        }
    }

    /// <summary>A name that controllers will write into a label.</summary>
    public static void CheckNameIsLabelValue(string? name, ValidationContext context)
    {
        if (LabelSyntax.ValueError(name ?? "") is { } error)
        {
            context.Invalid("metadata.name", name, $"becomes a label, so {error}");
        }
    }
}
