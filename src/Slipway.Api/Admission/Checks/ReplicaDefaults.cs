using System.Globalization;
using k8s.Models;
using Slipway.Api.Shared;

namespace Slipway.Api.Admission.Checks;

/// <summary>The number of replicas where none is given: within the autoscaler's bounds when these are annotated.</summary>
internal static class ReplicaDefaults
{
    /// <summary>The replicas to set; null when the annotations tell no bounds and the request is refused.</summary>
    /// <param name="kind">Kind of the object, for the refusal.</param>
    /// <param name="metadata">Metadata of the object as asked for.</param>
    /// <param name="old">Replicas as stored; null when nothing is stored yet.</param>
    /// <param name="context">Gets the refusal.</param>
    public static int? For(string kind, V1ObjectMeta metadata, int? old, DefaultingContext context)
    {
        if (metadata.Annotations is not { } annotations
            || !annotations.TryGetValue(ClusterAnnotations.AutoscalerMinSize, out var least)
            || !annotations.TryGetValue(ClusterAnnotations.AutoscalerMaxSize, out var most))
        {
            return 1;
        }

        if (Read(kind, ClusterAnnotations.AutoscalerMinSize, least, context) is not { } min
            || Read(kind, ClusterAnnotations.AutoscalerMaxSize, most, context) is not { } max)
        {
            return null;
        }

        return old is null || old < min ? min : Math.Min(max, old.Value);
    }

    private static int? Read(string kind, string annotation, string text, DefaultingContext context)
    {
        if (GoInteger.Error("ParseInt", text, int.MinValue, int.MaxValue) is { } error)
        {
            // "caculate" is upstream's.
            context.Deny(Denials.Forbidden(
                $"failed to caculate {kind} replicas value: could not parse the value of the \"{annotation}\" annotation: {error}"));
            return null;
        }

        return int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }
}
