using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>What a policy or a binding is about (<c>MatchResources</c>).</summary>
internal static class MatchResourcesRules
{
    private static readonly string[] RuleLists = ["resourceRules", "excludeResourceRules"];

    /// <summary>Fills in the defaults.</summary>
    public static void Default(JsonObject? resources)
    {
        if (resources is null)
        {
            return;
        }

        resources.Default("matchPolicy", "Equivalent");
        resources.Default("namespaceSelector", new JsonObject());
        resources.Default("objectSelector", new JsonObject());
        foreach (var rule in RuleLists.SelectMany(list => Items(resources, list)))
        {
            AdmissionRuleChecks.Default(rule);
        }
    }

    /// <summary>Adds what is wrong; what is absent is fine.</summary>
    public static void Check(JsonObject? resources, string path, List<FieldError> errors)
    {
        if (resources is null)
        {
            return;
        }

        Choices.Check(resources, path, "matchPolicy", Choices.MatchPolicies, errors);
        LabelSelectorChecks.Check(resources.Map("namespaceSelector"), $"{path}.namespaceSelector", errors);
        LabelSelectorChecks.Check(resources.Map("objectSelector"), $"{path}.objectSelector", errors);
        foreach (var list in RuleLists)
        {
            var i = 0;
            foreach (var rule in Items(resources, list))
            {
                AdmissionRuleChecks.Check(rule, $"{path}.{list}[{i++}]", errors);
            }
        }
    }

    private static IEnumerable<JsonObject> Items(JsonObject owner, string list) => owner.List(list)?.OfType<JsonObject>() ?? [];
}
