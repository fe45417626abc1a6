using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds;

/// <summary>Deployment, ReplicaSet, StatefulSet and DaemonSet: defaults of the pod template, and the selector that must match it.</summary>
internal sealed class WorkloadRules(string kind) : KindRules
{
    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        PodDefaults.Apply(spec.Ensure("template").Ensure("spec"));
        if (kind != "DaemonSet")
        {
            spec.Default("replicas", 1);
        }

        if (kind != "ReplicaSet")
        {
            spec.Default("revisionHistoryLimit", 10);
        }

        switch (kind)
        {
            case "Deployment":
                spec.Default("progressDeadlineSeconds", 600);
                DefaultRollingUpdate(spec, "strategy", new JsonObject { ["maxUnavailable"] = "25%", ["maxSurge"] = "25%" });
                break;
            case "DaemonSet":
                DefaultRollingUpdate(spec, "updateStrategy", new JsonObject { ["maxUnavailable"] = 1, ["maxSurge"] = 0 });
                break;
            case "StatefulSet":
                spec.Default("podManagementPolicy", "OrderedReady");
                DefaultRollingUpdate(spec, "updateStrategy", new JsonObject { ["partition"] = 0 });
                spec.Default(
                    "persistentVolumeClaimRetentionPolicy", new JsonObject { ["whenDeleted"] = "Retain", ["whenScaled"] = "Retain" });
                break;
            default:
                break;
        }
    }

    public override void PrepareCreate(JsonObject obj) => obj["status"] = kind switch
    {
        "DaemonSet" => new JsonObject
        {
            ["currentNumberScheduled"] = 0, ["numberMisscheduled"] = 0, ["desiredNumberScheduled"] = 0, ["numberReady"] = 0,
        },
        "Deployment" => new JsonObject(),
        "StatefulSet" => new JsonObject { ["replicas"] = 0, ["availableReplicas"] = 0 },
        _ => new JsonObject { ["replicas"] = 0 },
    };

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
