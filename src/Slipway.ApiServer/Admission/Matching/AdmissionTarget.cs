using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Admission.Matching;

/// <summary>What a webhook or a policy is shown: the resource that its rule names, maybe another version of the request's.</summary>
/// <param name="Resource">The resource in the version to be shown.</param>
/// <param name="Kind">The kind of the object to be shown.</param>
internal readonly record struct AdmissionTarget(ResourceInfo Resource, GroupVersionKind Kind);
