using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>ClusterRoles whose rules are collected from other ClusterRoles by their labels.</summary>
internal static class ClusterRoleAggregator
{
    /// <summary>The rules that a role collects; null when it collects none.</summary>
    /// <param name="role">The role.</param>
    /// <param name="all">All ClusterRoles, in the order of their names.</param>
    public static JsonArray? RulesOf(JsonObject role, IReadOnlyList<JsonObject> all)
    {
        if (role.Map("aggregationRule") is not { } aggregation)
        {
            return null;
        }

        var name = NameOf(role);
        var rules = new List<JsonNode>();
        foreach (var selector in (aggregation.List("clusterRoleSelectors") ?? []).OfType<JsonObject>().Select(LabelSelector.FromJson))
        {
            foreach (var part in all.Where(r => NameOf(r) != name && selector.Matches(LabelsOf(r))))
            {
                foreach (var rule in part.List("rules")?.OfType<JsonObject>() ?? [])
                {
                    if (!rules.Exists(known => JsonNode.DeepEquals(known, rule)))
                    {
                        rules.Add(rule.DeepClone());
                    }
                }
            }
        }

        return new JsonArray([.. rules]);
    }

    /// <summary>Fills every collecting role among the given ones, also those that collect from collectors.</summary>
    public static void Fill(IEnumerable<JsonObject> roles)
    {
        var ordered = roles.OrderBy(NameOf, StringComparer.Ordinal).ToList();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var role in ordered)
            {
                if (RulesOf(role, ordered) is { } rules && !JsonNode.DeepEquals(rules, role["rules"]))
                {
                    role["rules"] = rules;
                    changed = true;
                }
            }
        }
    }

    private static string NameOf(JsonObject role) => role.Map("metadata")!.Text("name");

    private static Dictionary<string, string> LabelsOf(JsonObject role) =>
        (role.Map("metadata")!.Map("labels") ?? []).ToDictionary(l => l.Key, l => l.Value?.GetValue<string>() ?? "", StringComparer.Ordinal);
}
