using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Autoscaling;

/// <summary>The metrics that an autoscaler goes by.</summary>
internal static class MetricChecks
{
    private static readonly string[] Types = ["ContainerResource", "External", "Object", "Pods", "Resource"];
    private static readonly string[] TargetTypes = ["AverageValue", "Utilization", "Value"];

    // The field of each type, in the order in which they are looked at.
    private static readonly string[] Sources = ["object", "external", "pods", "resource", "containerResource"];

    public static void Check(FieldChecker check, JsonObject spec, bool mayScaleToZero)
    {
        var canWake = false;
        foreach (var metric in check.Each(spec, "metrics"))
        {
            var type = metric.Text("type");
            canWake |= type is "Object" or "External";
            CheckMetric(check, metric, type);
        }

        if (mayScaleToZero && !canWake)
        {
            check.Forbidden("metrics", "must specify at least one Object or External metric to support scaling to zero replicas");
        }
    }

    private static void CheckMetric(FieldChecker check, JsonObject metric, string type)
    {
        var isKnown = Array.IndexOf(Types, type) >= 0;
        if (type.Length == 0)
        {
            check.Required("type", "must specify a metric source type");
        }

        if (!isKnown)
        {
            check.NotSupported("type", type, Types);
        }

        var given = Sources.Where(metric.ContainsKey).ToArray();
        if (given.Length > 0 && metric.Map(given[0]) is { } source)
        {
            using (check.In(given[0]))
            {
                CheckSource(check, given[0], source);
            }
        }

        var expected = isKnown ? char.ToLowerInvariant(type[0]) + type[1..] : "";
        if (!isKnown)
        {
            // Upstream looks twice, and tells of it twice.
            check.NotSupported("type", type, Types);
        }
        else if (!metric.ContainsKey(expected))
        {
            check.Required(expected, "must populate information for the given metric source");
        }

        if (given.Length != 1)
        {
            foreach (var other in given.Where(g => g != expected))
            {
                check.Forbidden(other, "must populate the given metric source only");
            }
        }
    }

    private static void CheckSource(FieldChecker check, string kind, JsonObject source)
    {
        if (kind == "object" && source.Map("describedObject") is { } described)
        {
            using (check.In("describedObject"))
            {
                AutoscalerChecks.CheckReference(check, described);
            }
        }

        if (kind is "resource" or "containerResource")
        {
            check.Need(source, "name", "must specify a resource name");
            if (kind == "containerResource")
            {
                check.Need(source, "container", "must specify a container");
            }
        }
        else if (source.Map("metric") is { } metric)
        {
            using (check.In("metric"))
            {
                if (check.Need(metric, "name", "must specify a metric name"))
                {
                    check.Name(metric, "name", NameRule.PathSegment);
                }
            }
        }

        if (source.Map("target") is { } target)
        {
            using (check.In("target"))
            {
                CheckTarget(check, kind, target);
            }
        }
    }

    private static void CheckTarget(FieldChecker check, string kind, JsonObject target)
    {
        var type = target.Text("type");
        if (type.Length == 0)
        {
            check.Required("type", "must specify a metric target type");
        }

        if (Array.IndexOf(TargetTypes, type) < 0)
        {
            check.Invalid("type", type, "must be either Utilization, Value, or AverageValue");
        }

        foreach (var field in (ReadOnlySpan<string>)["value", "averageValue"])
        {
            if (target.Text(field) is "0" or ['-', ..])
            {
                check.Invalid(field, target[field], "must be positive");
            }
        }

        check.Positive(target, "averageUtilization");
        var (hasValue, hasAverage, hasShare) =
            (target.ContainsKey("value"), target.ContainsKey("averageValue"), target.ContainsKey("averageUtilization"));
        switch (kind)
        {
            case "object" when !hasValue && !hasAverage:
                check.Required("averageValue", "must set either a target value or averageValue");
                break;
            case "external" when !hasValue && !hasAverage:
                check.Required("averageValue", "must set either a target value for metric or a per-pod target");
                break;
            case "external" when hasValue && hasAverage:
                check.Forbidden("value", "may not set both a target value for metric and a per-pod target");
                break;
            case "pods" when !hasAverage:
                check.Required("averageValue", "must specify a positive target averageValue");
                break;
            case "resource" or "containerResource" when !hasShare && !hasAverage:
                check.Required("averageUtilization", "must set either a target raw value or a target utilization");
                break;
            case "resource" or "containerResource" when hasShare && hasAverage:
                check.Forbidden("averageValue", "may not set both a target raw value and a target utilization");
                break;
            default:
                break;
        }
    }
}
