using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Kinds.Core.Pods;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Quantities;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>Lets only claims grow whose class can make them grow (kube-apiserver's admission plugin PersistentVolumeClaimResize).</summary>
internal sealed class ClaimGrowth(EngineCore core)
{
    public const string ClassAnnotation = "volume.beta.kubernetes.io/storage-class";

    /// <summary>Checks a claim that is changed.</summary>
    /// <exception cref="KubeApiException">403.</exception>
    public void Check(WriteScope scope, JsonObject claim, JsonObject old)
    {
        if (SizeOf(claim) <= SizeOf(old))
        {
            return;
        }

        if (old.Map("status")?.Text("phase") != "Bound")
        {
            throw BuiltInAdmission.Forbidden(scope, claim, "Only bound persistent volume claims can be expanded");
        }

        if (ClassOf(claim) is not { Length: > 0 } name || name != ClassOf(old)
            || core.Find("storageclasses.storage.k8s.io", name)?.IsTrue("allowVolumeExpansion") != true)
        {
            throw BuiltInAdmission.Forbidden(
                scope,
                claim,
                "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize");
        }
    }

    private static Quantity SizeOf(JsonObject claim) =>
        PodAmounts.Of(claim.Map("spec") ?? [], "requests").GetValueOrDefault("storage");

    private static string ClassOf(JsonObject claim) =>
        claim.Map("metadata")?.Map("annotations")?.Text(ClassAnnotation) is { Length: > 0 } old ? old
        : claim.Map("spec")?.Text("storageClassName") ?? "";
}
