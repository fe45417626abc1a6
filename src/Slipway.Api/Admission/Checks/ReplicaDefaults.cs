using System.Globalization;
using k8s.Models;
using Slipway.Api.Shared;

namespace Slipway.Api.Admission.Checks;

/// <summary>The number of replicas where none is given: within the autoscaler's bounds when these are annotated.</summary>
internal static class ReplicaDefaults
{
    /// <summary>The replicas to set.</summary>
    /// <param name="metadata">Metadata of the object as asked for.</param>
    /// <param name="old">Replicas as stored.</param>
    /// <param name="isNew">Whether nothing is stored yet.</param>
    public static int For(V1ObjectMeta metadata, int? old, bool isNew)
    {
        if (!TryRead(metadata, ClusterAnnotations.AutoscalerMinSize, out var min)
            || !TryRead(metadata, ClusterAnnotations.AutoscalerMaxSize, out var max))
        {
            return 1;
        }

        return isNew || old is null ? min : Math.Max(min, Math.Min(max, old.Value));
    }

    private static bool TryRead(V1ObjectMeta metadata, string annotation, out int number)
    {
        number = 0;
        return metadata.Annotations is { } annotations && annotations.TryGetValue(annotation, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
