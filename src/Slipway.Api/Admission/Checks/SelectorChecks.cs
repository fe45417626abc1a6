using System.Text.Json;
using k8s.Models;
using Slipway.Api.Serialization;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Api.Admission.Checks;

/// <summary>Selectors by which an owner knows its Machines.</summary>
internal static class SelectorChecks
{
    /// <summary>Whether a selector chooses everything, which no owner may.</summary>
    public static bool IsEmpty(V1LabelSelector? selector) =>
        selector?.MatchLabels is not { Count: > 0 } && selector?.MatchExpressions is not { Count: > 0 };

    /// <summary>A selector must be well formed, and choose what the template makes.</summary>
    public static void Check(V1LabelSelector? selector, ObjectMeta? template, ValidationContext context)
    {
        const string Path = "spec.selector";
        try
        {
            var json = selector is null ? null : JsonSerializer.SerializeToNode(selector, ApiJson.TypeInfo<V1LabelSelector>());
            var parsed = LabelSelector.FromJson(json?.AsObject());
            if (!parsed.Matches(template?.Labels))
            {
                context.Invalid(
                    "spec.template.metadata.labels",
                    Text(template),
                    $"must match spec.selector ({parsed}), or its own Machines would not be found");
            }
        }
        catch (SelectorParseException e)
        {
            context.Invalid(Path, null, e.Message);
        }
    }

    private static string Text(ObjectMeta? template) =>
        string.Join(',', (template?.Labels ?? []).OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}"));
}
