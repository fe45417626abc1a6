using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Warnings;

/// <summary>Labels of nodes that have newer names.</summary>
internal static class NodeLabelWarnings
{
    /// <summary>What is said of a label; null when nothing is.</summary>
    public static string? Of(string label) => label switch
    {
        "beta.kubernetes.io/arch" => "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
        "beta.kubernetes.io/os" => "deprecated since v1.14; use \"kubernetes.io/os\" instead",
        "failure-domain.beta.kubernetes.io/region" => "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
        "failure-domain.beta.kubernetes.io/zone" => "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
        "beta.kubernetes.io/instance-type" => "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
        "app.kubernetes.io/created-by" => "deprecated since v1.9",
        "scheduler.alpha.kubernetes.io/preferAvoidPods" => "deprecated since v1.22; use Taints and Tolerations instead",
        "node-role.kubernetes.io/master" => "use \"node-role.kubernetes.io/control-plane\" instead",
        _ => null,
    };

    /// <summary>Adds the warnings of the terms that a node must or should meet.</summary>
    public static void AddOfTerm(JsonObject? term, string at, List<string> warnings) =>
        AddOfExpressions(term?.List("matchExpressions"), $"{at}.matchExpressions", namesLabel: true, warnings);

    /// <summary>Adds the warnings of a StorageClass, a RuntimeClass or a CSIStorageCapacity.</summary>
    public static void AddOfClass(JsonObject obj, List<string> warnings)
    {
        foreach (var (label, _) in obj.Map("scheduling")?.Map("nodeSelector") ?? [])
        {
            if (Of(label) is { } said)
            {
                warnings.Add($"scheduling.nodeSelector: {said}");
            }
        }

        var i = 0;
        foreach (var topology in obj.List("allowedTopologies")?.OfType<JsonObject>() ?? [])
        {
            var at = $"allowedTopologies[{i++}].matchLabelExpressions";
            AddOfExpressions(topology.List("matchLabelExpressions"), at, namesLabel: false, warnings);
        }

        AddOfTerm(obj.Map("nodeTopology"), "nodeTopology", warnings);
    }

    private static void AddOfExpressions(JsonArray? expressions, string at, bool namesLabel, List<string> warnings)
    {
        var i = 0;
        foreach (var expression in expressions?.OfType<JsonObject>() ?? [])
        {
            var label = expression.Text("key");
            if (Of(label) is { } said)
            {
                warnings.Add($"{at}[{i}].key: {(namesLabel ? $"{label} is " : "")}{said}");
            }

            i++;
        }
    }
}
