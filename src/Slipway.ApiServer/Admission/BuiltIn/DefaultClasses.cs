using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;

namespace Slipway.ApiServer.Admission.BuiltIn;

/// <summary>
/// Gives new claims and Ingresses that name no class the default one (kube-apiserver's admission plugins DefaultStorageClass and
/// DefaultIngressClass). Of several defaults the newest counts, then the first by name.
/// </summary>
internal sealed class DefaultClasses(EngineCore core)
{
    /// <summary>Completes a new claim.</summary>
    public void AdmitClaim(JsonObject claim)
    {
        if (!HasAnnotation(claim, ClaimGrowth.ClassAnnotation) && claim.Ensure("spec") is var spec && spec["storageClassName"] is null
            && Default(
                "storageclasses.storage.k8s.io",
                "storageclass.kubernetes.io/is-default-class",
                "storageclass.beta.kubernetes.io/is-default-class") is { } name)
        {
            spec["storageClassName"] = name;
        }
    }

    /// <summary>Completes a new Ingress.</summary>
    public void AdmitIngress(JsonObject ingress)
    {
        if (!HasAnnotation(ingress, "kubernetes.io/ingress.class") && ingress.Ensure("spec") is var spec && spec["ingressClassName"] is null
            && Default("ingressclasses.networking.k8s.io", "ingressclass.kubernetes.io/is-default-class") is { } name)
        {
            spec["ingressClassName"] = name;
        }
    }

    private static bool HasAnnotation(JsonObject obj, string name) => obj.Map("metadata")?.Map("annotations")?.ContainsKey(name) == true;

    private string? Default(string resource, params string[] annotations) => core.All(resource)
        .Select(c => c.Map("metadata")!)
        .Where(m => annotations.Any(a => m.Map("annotations")?.Text(a) == "true"))
        .OrderByDescending(m => m.Text("creationTimestamp"), StringComparer.Ordinal)
        .ThenBy(m => m.Text("name"), StringComparer.Ordinal)
        .FirstOrDefault()?.Text("name");
}
