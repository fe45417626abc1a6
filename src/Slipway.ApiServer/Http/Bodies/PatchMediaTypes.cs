using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Http.Bodies;

/// <summary>The content types by which a patch says of what kind it is.</summary>
internal static class PatchMediaTypes
{
    /// <param name="contentType">The content type.</param>
    /// <param name="isCustom">Whether a custom resource is patched.</param>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">It is none of the known ones (415).</exception>
    public static PatchType Parse(string? contentType, bool isCustom) => MediaRange.Parse(contentType ?? "").Type switch
    {
        "application/json-patch+json" => PatchType.Json,
        "application/merge-patch+json" => PatchType.Merge,
        "application/strategic-merge-patch+json" => PatchType.StrategicMerge,
        "application/apply-patch+yaml" => PatchType.Apply,
        _ => throw (isCustom ? ApiErrors.UnsupportedCustomPatch() : FrontErrors.UnsupportedPatch()),
    };
}
