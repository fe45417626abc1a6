using System.Text.Json;
using k8s.Models;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Api.Admission.Checks;

/// <summary>Selectors by which an owner knows its Machines.</summary>
internal static class SelectorChecks
{
    /// <summary>Whether a selector chooses everything, which no owner may.</summary>
    public static bool IsEmpty(V1LabelSelector? selector) =>
        selector?.MatchLabels is not { Count: > 0 } && selector?.MatchExpressions is not { Count: > 0 };

    /// <summary>Reads a selector; null when it is not well formed, which the context is told.</summary>
    public static LabelSelector? Read(string path, V1LabelSelector? selector, ValidationContext context)
    {
        try
        {
            return LabelSelector.FromJson(
                selector is null ? [] : JsonSerializer.SerializeToNode(selector, ApiJson.TypeInfo<V1LabelSelector>())?.AsObject());
        }
        catch (SelectorParseException e)
        {
            context.InvalidObject(path, selector!, e.Message, "matchLabels", "matchExpressions");
            return null;
        }
    }
}
