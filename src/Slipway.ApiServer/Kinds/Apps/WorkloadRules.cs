using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Core;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Apps;

/// <summary>Deployment, ReplicaSet, StatefulSet and DaemonSet: defaults of the pod template, and the selector that must match it.</summary>
internal sealed class WorkloadRules(string kind) : KindRules
{
    // Written by an API version that is no more; kube-apiserver still keeps it.
    private const string TemplateGeneration = "deprecated.daemonset.template.generation";

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        PodDefaults.Apply(spec.Ensure("template").Ensure("spec"));
        switch (kind)
        {
            case "Deployment":
                DefaultRollingUpdate(spec, "strategy", new JsonObject { ["maxUnavailable"] = "25%", ["maxSurge"] = "25%" });
                break;
            case "DaemonSet":
                obj.Ensure("metadata").Ensure("annotations").Default(TemplateGeneration, "0");
                DefaultRollingUpdate(spec, "updateStrategy", new JsonObject { ["maxUnavailable"] = 1, ["maxSurge"] = 0 });
                break;
            case "StatefulSet":
                DefaultStatefulUpdate(spec.Ensure("updateStrategy"));
                break;
            default:
                break;
        }
    }

    public override void PrepareCreate(JsonObject obj)
    {
        if (kind == "DaemonSet")
        {
            obj.Ensure("metadata").Ensure("annotations")[TemplateGeneration] = "1";
        }
    }

    public override void PrepareUpdate(JsonObject obj, JsonObject old)
    {
        if (kind != "DaemonSet")
        {
            return;
        }

        var before = old.Map("metadata")!.Map("annotations")?.Text(TemplateGeneration) ?? "";
        _ = long.TryParse(before, CultureInfo.InvariantCulture, out var generation);
        generation += JsonNode.DeepEquals(obj.Map("spec")?["template"], old.Map("spec")?["template"]) ? 0 : 1;
        obj.Ensure("metadata").Ensure("annotations")[TemplateGeneration] = generation.ToString(CultureInfo.InvariantCulture);
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var spec = obj.Map("spec")!;
        if (spec.Map("selector") is not { } selector)
        {
            errors.Add(FieldError.Required("spec.selector"));
            return;
        }

        var labels = spec.Map("template")?.Map("metadata")?.Map("labels");
        foreach (var (key, value) in selector.Map("matchLabels") ?? [])
        {
            if (!JsonNode.DeepEquals(labels?[key], value))
            {
                errors.Add(FieldError.Invalid(
                    "spec.template.metadata.labels", labels?.DeepClone(), "`selector` does not match template `labels`"));
                return;
            }
        }
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors)
    {
        if (!JsonNode.DeepEquals(obj.Map("spec")?["selector"], old.Map("spec")?["selector"]))
        {
            errors.Add(FieldError.Invalid("spec.selector", obj.Map("spec")?["selector"]?.DeepClone(), "field is immutable"));
        }
    }

    // Unlike the others, a strategy whose type is given gets no parameters.
    private static void DefaultStatefulUpdate(JsonObject strategy)
    {
        if (strategy.Text("type").Length == 0)
        {
            strategy["type"] = "RollingUpdate";
            strategy.Ensure("rollingUpdate");
        }

        if (strategy.Text("type") == "RollingUpdate" && strategy.Map("rollingUpdate") is { } rolling)
        {
            rolling.Default("partition", 0);
        }
    }

    private static void DefaultRollingUpdate(JsonObject spec, string field, JsonObject defaults)
    {
        var strategy = spec.Ensure(field);
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            var rolling = strategy.Ensure("rollingUpdate");
            foreach (var (name, value) in defaults)
            {
                rolling.Default(name, value!.DeepClone());
            }
        }
    }
}
