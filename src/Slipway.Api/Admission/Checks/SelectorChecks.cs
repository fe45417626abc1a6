using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Api.Admission.Checks;

/// <summary>Selectors by which an owner knows its Machines.</summary>
internal static class SelectorChecks
{
    /// <summary>Whether a selector chooses everything, which no owner may.</summary>
    public static bool IsEmpty(V1LabelSelector? selector) =>
        selector?.MatchLabels is not { Count: > 0 } && selector?.MatchExpressions is not { Count: > 0 };

    /// <summary>Reads a selector, an absent one as an empty one; null when it is not well formed, which the context is told.</summary>
    public static LabelSelector? Read(string path, V1LabelSelector? selector, ValidationContext context)
    {
        try
        {
            return LabelSelector.FromJson(ToJson(selector));
        }
        catch (SelectorParseException e)
        {
            Refuse(path, selector, e.Message, context);
            return null;
        }
    }

    /// <summary>Tells that a selector is wrong, and shows it.</summary>
    public static void Refuse(string path, V1LabelSelector? selector, string detail, ValidationContext context) =>
        context.InvalidObject(path, selector ?? new V1LabelSelector(), detail, "matchLabels", "matchExpressions");

    /// <summary>The selector as a document.</summary>
    public static JsonObject ToJson(V1LabelSelector? selector) =>
        selector is null ? [] : KubeJson.ToJsonObject(selector, ApiJson.TypeInfo<V1LabelSelector>());
}
