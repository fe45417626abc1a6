using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>Which nodes a pod wants, and which pods near it.</summary>
internal static class AffinityChecks
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";
    private const int MaxWeight = 100;

    public static void Check(FieldChecker check, JsonObject spec)
    {
        if (spec.Map("affinity") is not { } affinity)
        {
            return;
        }

        using (check.In("affinity"))
        {
            if (affinity.Map("nodeAffinity") is { } node)
            {
                using (check.In("nodeAffinity"))
                {
                    CheckNode(check, node);
                }
            }

            CheckPods(check, affinity, "podAffinity");
            CheckPods(check, affinity, "podAntiAffinity");
        }
    }

    /// <summary>Checks a node selector; the walk stands in it.</summary>
    public static void CheckSelector(FieldChecker check, JsonObject selector)
    {
        if (selector.List("nodeSelectorTerms") is not { Count: > 0 })
        {
            check.Required("nodeSelectorTerms", "must have at least one node selector term");
        }

        foreach (var term in check.Each(selector, "nodeSelectorTerms"))
        {
            CheckTerm(check, term);
        }
    }

    private static void CheckNode(FieldChecker check, JsonObject node)
    {
        if (node.Map(Required) is { } required)
        {
            using (check.In(Required))
            {
                CheckSelector(check, required);
            }
        }

        foreach (var preferred in check.Each(node, Preferred))
        {
            CheckWeight(check, preferred);
            if (preferred.Map("preference") is { } term)
            {
                using (check.In("preference"))
                {
                    CheckTerm(check, term);
                }
            }
        }
    }

    private static void CheckTerm(FieldChecker check, JsonObject term)
    {
        foreach (var requirement in check.Each(term, "matchExpressions"))
        {
            CheckRequirement(check, requirement);
            check.LabelKey("key", requirement.Text("key"));
        }
    }

    private static void CheckRequirement(FieldChecker check, JsonObject requirement)
    {
        var count = requirement.List("values")?.Count ?? 0;
        switch (requirement.Text("operator"))
        {
            case "In" or "NotIn" when count == 0:
                check.Required("values", "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "Exists" or "DoesNotExist" when count > 0:
                check.Forbidden("values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            case "Gt" or "Lt" when count != 1:
                check.Required("values", "must be specified single value when `operator` is 'Lt' or 'Gt'");
                break;
            case "In" or "NotIn" or "Exists" or "DoesNotExist" or "Gt" or "Lt":
                break;
            default:
                check.Invalid("operator", requirement.Text("operator"), "not a valid selector operator");
                break;
        }
    }

    private static void CheckPods(FieldChecker check, JsonObject affinity, string field)
    {
        if (affinity.Map(field) is not { } pods)
        {
            return;
        }

        using (check.In(field))
        {
            foreach (var term in check.Each(pods, Required))
            {
                CheckPodTerm(check, term);
            }

            foreach (var preferred in check.Each(pods, Preferred))
            {
                CheckWeight(check, preferred);
                if (preferred.Map("podAffinityTerm") is { } term)
                {
                    using (check.In("podAffinityTerm"))
                    {
                        CheckPodTerm(check, term);
                    }
                }
            }
        }
    }

    private static void CheckPodTerm(FieldChecker check, JsonObject term)
    {
        check.LabelSelector(term, "labelSelector");
        check.LabelSelector(term, "namespaceSelector");
        check.Need(term, "topologyKey", "can not be empty");
        check.LabelKey("topologyKey", term.Text("topologyKey"));
    }

    private static void CheckWeight(FieldChecker check, JsonObject preferred)
    {
        if ((preferred.Integer("weight") ?? 0) is <= 0 or > MaxWeight)
        {
            check.Invalid("weight", preferred.Integer("weight") ?? 0, $"must be in the range 1-{MaxWeight}");
        }
    }
}
