using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Apply;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// Fields that an endpoint sets back to what they were, so that nobody comes to own them through it; the kinds' <c>GetResetFields</c> in
/// kube-apiserver.
/// </summary>
internal static class ResetFields
{
    private static readonly FieldSet Spec = FieldSet.OfFields("spec");
    private static readonly FieldSet Status = FieldSet.OfFields("status");
    private static readonly FieldSet OfCustomStatus = FieldSet.OfFields("metadata", "spec");
    private static readonly FieldSet OfDeploymentStatus = FieldSet.OfFields("spec", "metadata.labels");
    private static readonly FieldSet OfPodStatus = FieldSet.OfFields("spec", "metadata.deletionTimestamp", "metadata.ownerReferences");
    private static readonly FieldSet OfApproval = FieldSet.OfFields("spec", "status.certificate");

    private static readonly FieldSet OfRequest = FieldSet.OfFields("spec", "status");
    private static readonly FieldSet OfRequestStatus = FieldSet.OfFields("spec", "status.conditions");

    /// <summary>Whether a write to a kind's status leaves all metadata as it was.</summary>
    public static bool StatusKeepsMetadata(ResourceInfo resource) => resource.IsCustom || resource.Kind.Kind
        is "ServiceCIDR" or "VolumeAttachment" or "FlowSchema" or "PriorityLevelConfiguration" or "ValidatingAdmissionPolicy";

    public static FieldSet Of(ResourceInfo resource, string subresource) => (subresource, resource.Kind.Kind) switch
    {
        ("", "CertificateSigningRequest") when !resource.IsCustom => OfRequest,
        ("status", "CertificateSigningRequest") when !resource.IsCustom => OfRequestStatus,
        ("" or "finalize", _) when resource.HasStatus => Status,
        ("status", _) when StatusKeepsMetadata(resource) => OfCustomStatus,
        ("status", "Deployment") when resource.Kind.Group == "apps" => OfDeploymentStatus,
        ("status", "Pod") when resource.Kind.Group.Length == 0 => OfPodStatus,
        ("status", _) => Spec,
        ("approval", _) => OfApproval,
        _ => FieldSet.Empty,
    };
}
