using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Definitions in Kubernetes' own groups say by an annotation who has approved them.</summary>
internal static class ApprovalPolicy
{
    private const string Annotation = "api-approved.kubernetes.io";
    private const string Field = $"metadata.annotations[{Annotation}]";
    private const string See = "see https://github.com/kubernetes/enhancements/pull/1111";

    /// <summary>Adds what is wrong with the annotation, when its meaning has changed.</summary>
    public static void Validate(JsonObject obj, JsonObject? old, List<FieldError> errors)
    {
        if (!IsProtected(obj))
        {
            return;
        }

        var (reason, message) = StateOf(obj);
        if (old is not null && StateOf(old).Reason == reason)
        {
            return;
        }

        switch (reason)
        {
            case "MissingAnnotation":
                errors.Add(FieldError.Required(Field, message));
                break;
            case "InvalidAnnotation":
                errors.Add(FieldError.Invalid(Field, AnnotationOf(obj), message));
                break;
        }
    }

    /// <summary>Keeps the condition that tells whether the definition was approved.</summary>
    public static void SetCondition(JsonObject obj, string now)
    {
        if (IsProtected(obj))
        {
            var (reason, message) = StateOf(obj);
            DefinitionConditions.Set(
                obj, "KubernetesAPIApprovalPolicyConformant", reason == "ApprovedAnnotation" ? "True" : "False", reason, message, now);
        }
    }

    private static bool IsProtected(JsonObject obj)
    {
        var group = obj.Map("spec")?.Text("group") ?? "";
        return group is "k8s.io" or "kubernetes.io"
            || group.EndsWith(".k8s.io", StringComparison.Ordinal) || group.EndsWith(".kubernetes.io", StringComparison.Ordinal);
    }

    private static string AnnotationOf(JsonObject obj) => obj.Map("metadata")?.Map("annotations")?.Text(Annotation) ?? "";

    private static (string Reason, string Message) StateOf(JsonObject obj)
    {
        var annotation = AnnotationOf(obj);
        if (annotation.Length == 0)
        {
            return ("MissingAnnotation", $"protected groups must have approval annotation \"{Annotation}\", {See}");
        }

        if (annotation.StartsWith("unapproved", StringComparison.Ordinal))
        {
            return ("UnapprovedAnnotation", $"not approved: \"{annotation}\"");
        }

        return Uri.TryCreate(annotation, UriKind.Absolute, out var url) && url.Host.Length > 0
            ? ("ApprovedAnnotation", $"approved in {annotation}")
            : ("InvalidAnnotation",
                $"protected groups must have approval annotation \"{Annotation}\" with either a URL or a reason starting with \"unapproved\", {See}");
    }
}
