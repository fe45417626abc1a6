using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core.Pods;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Apps;

/// <summary>The selector and the pod template of what makes pods and keeps them running.</summary>
internal static class TemplateChecks
{
    /// <summary>Requires a selector that is well formed and not empty; whether it can be used.</summary>
    public static bool CheckSelector(FieldChecker check, JsonObject spec, string kind)
    {
        if (spec.Map("selector") is not { } selector)
        {
            check.Required("selector");
            return true;
        }

        var before = check.Count;
        check.LabelSelector(spec, "selector");
        var isUsable = check.Count == before;
        if (IsEmpty(selector))
        {
            check.InvalidShown("selector", "{}", $"empty selector is invalid for {kind}");
        }

        return isUsable;
    }

    public static bool IsEmpty(JsonObject selector) => selector.Map("matchLabels") is not { Count: > 0 } && selector.List("matchExpressions") is not { Count: > 0 };

    /// <summary>Refuses a template whose pods the selector would not find; an absent one finds nothing.</summary>
    public static void CheckMatch(FieldChecker check, JsonObject spec)
    {
        var selector = spec.Map("selector");
        if (selector is not null && IsEmpty(selector))
        {
            return;
        }

        var labels = spec.Map("template")?.Map("metadata")?.Map("labels");
        if (selector is null || !LabelSelector.FromJson(selector).Matches(LabelsOf(labels)))
        {
            check.Shown("template.metadata.labels", labels, "`selector` does not match template `labels`");
        }
    }

    /// <summary>Checks the template itself, whose pods must run for ever.</summary>
    public static void Check(FieldChecker check, JsonObject spec, string kind, IReadOnlyCollection<string>? claims = null)
    {
        PodSpecChecks.CheckTemplate(check, spec, "template", claims);
        if (spec.Map("template")?.Map("spec") is not { } pod)
        {
            return;
        }

        if (pod.Text("restartPolicy") != "Always")
        {
            check.NotSupported("template.spec.restartPolicy", pod.Text("restartPolicy"), "Always");
        }

        if (pod.ContainsKey("activeDeadlineSeconds"))
        {
            check.Forbidden("template.spec.activeDeadlineSeconds", $"activeDeadlineSeconds in {kind} is not Supported");
        }
    }

    /// <summary>A strategy of an unknown type as Go writes it, whose fields have their Go names.</summary>
    public static JsonObject ShownStrategy(JsonObject strategy) => new()
    {
        ["Type"] = strategy.Text("type"), ["RollingUpdate"] = strategy["rollingUpdate"]?.DeepClone(),
    };

    public static Dictionary<string, string> LabelsOf(JsonObject? labels) =>
        (labels ?? []).ToDictionary(l => l.Key, l => l.Value?.ToString() ?? "", StringComparer.Ordinal);
}
