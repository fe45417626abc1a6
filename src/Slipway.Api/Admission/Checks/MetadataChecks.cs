using System.Text;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Api.Admission.Checks;

/// <summary>Labels and annotations that a template carries, and names that become labels.</summary>
internal static class MetadataChecks
{
    private const int MaxAnnotationBytes = 256 * 1024;

    public static void Check(string path, ObjectMeta? metadata, ValidationContext context)
    {
        foreach (var (key, value) in metadata?.Labels ?? [])
        {
            CheckKey($"{path}.labels", key, key, context);
            if (LabelSyntax.ValueError(value) is { } error)
            {
                context.Invalid($"{path}.labels", value, error);
            }
        }

        var size = 0L;
        foreach (var (key, value) in metadata?.Annotations ?? [])
        {
            // Annotation keys may be written in any case; label keys' prefix may not.
            CheckKey($"{path}.annotations", key, key.ToLowerInvariant(), context);
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value);
        }

        if (size > MaxAnnotationBytes)
        {
            context.TooLong($"{path}.annotations", MaxAnnotationBytes);
        }
    }

    /// <summary>A name that controllers will write into a label.</summary>
    /// <param name="name">The name.</param>
    /// <param name="words">How the refusal begins.</param>
    /// <param name="context">Gets what is wrong.</param>
    public static void CheckNameIsLabelValue(string? name, string words, ValidationContext context)
    {
        if (LabelSyntax.ValueError(name ?? "") is { } error)
        {
            context.Invalid("metadata.name", name, $"{words} {error}");
        }
    }

    private static void CheckKey(string path, string key, string normalized, ValidationContext context)
    {
        foreach (var error in LabelSyntax.KeyErrors(normalized))
        {
            context.Invalid(path, key, error);
        }
    }
}
