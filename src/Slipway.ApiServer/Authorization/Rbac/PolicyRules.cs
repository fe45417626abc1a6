using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>Rules of roles: read from JSON, taken apart to single permissions, put together again, and as text.</summary>
internal static class PolicyRules
{
    /// <summary>Everything: what only an administrator of the whole cluster has.</summary>
    public static readonly ImmutableArray<PolicyRule> Everything =
    [
        new() { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] },
        new() { Verbs = ["*"], NonResourceUrls = ["*"] },
    ];

    /// <summary>The rules of a Role or ClusterRole.</summary>
    public static ImmutableArray<PolicyRule> Of(JsonObject role) => [.. role.List("rules")?.OfType<JsonObject>().Select(Read) ?? []];

    public static PolicyRule Read(JsonObject rule) => new()
    {
        Verbs = [.. rule.Texts("verbs")],
        ApiGroups = [.. rule.Texts("apiGroups")],
        Resources = [.. rule.Texts("resources")],
        ResourceNames = [.. rule.Texts("resourceNames")],
        NonResourceUrls = [.. rule.Texts("nonResourceURLs")],
    };

    public static JsonObject ToJson(PolicyRule rule)
    {
        var json = new JsonObject { ["verbs"] = Texts(rule.Verbs) };
        AddIfAny(json, "apiGroups", rule.ApiGroups);
        AddIfAny(json, "resources", rule.Resources);
        AddIfAny(json, "resourceNames", rule.ResourceNames);
        AddIfAny(json, "nonResourceURLs", rule.NonResourceUrls);
        return json;
    }

    /// <summary>What <paramref name="wanted"/> allows and <paramref name="held"/> does not, as rules of one value each.</summary>
    public static List<PolicyRule> Missing(IReadOnlyList<PolicyRule> held, IEnumerable<PolicyRule> wanted) =>
        [.. wanted.SelectMany(TakeApart).Where(w => !held.Any(h => h.Covers(w)))];

    /// <summary>Puts rules about one resource, which differ by their verbs only, together.</summary>
    public static IEnumerable<PolicyRule> Compact(IReadOnlyList<PolicyRule> rules)
    {
        var complex = rules.Where(r => !IsSimple(r));
        var simple = rules.Where(IsSimple)
            .GroupBy(r => (r.ApiGroups[0], r.Resources[0], r.ResourceNames.FirstOrDefault()))
            .Select(g => g.First() with { Verbs = [.. g.SelectMany(r => r.Verbs)] });
        return complex.Concat(simple);
    }

    /// <summary>A rule as error texts print it: <c>{APIGroups:[""], Resources:["pods"], Verbs:["get"]}</c>.</summary>
    public static string Describe(PolicyRule rule)
    {
        (string Name, ImmutableArray<string> Values)[] parts =
        [
            ("APIGroups", rule.ApiGroups), ("Resources", rule.Resources), ("NonResourceURLs", rule.NonResourceUrls),
            ("ResourceNames", rule.ResourceNames), ("Verbs", rule.Verbs),
        ];
        return $"{{{string.Join(", ", parts.Where(p => !p.Values.IsEmpty).Select(p => $"{p.Name}:{Quote(p.Values)}"))}}}";
    }

    /// <summary>A list of strings in Go's notation: <c>["a" "b"]</c>.</summary>
    public static string Quote(IEnumerable<string> values) => $"[{string.Join(' ', values.Select(GoText.Quote))}]";

    public static JsonArray Texts(ImmutableArray<string> values) => new([.. values.Select(v => (JsonNode)v)]);

    private static bool IsSimple(PolicyRule rule) =>
        rule is { ResourceNames.Length: < 2, NonResourceUrls.IsEmpty: true, ApiGroups.Length: 1, Resources.Length: 1 };

    private static void AddIfAny(JsonObject json, string name, ImmutableArray<string> values)
    {
        if (!values.IsEmpty)
        {
            json[name] = Texts(values);
        }
    }

    private static IEnumerable<PolicyRule> TakeApart(PolicyRule rule)
    {
        var resources =
            from apiGroup in rule.ApiGroups
            from resource in rule.Resources
            from verb in rule.Verbs
            from names in rule.ResourceNames.IsEmpty ? [ImmutableArray<string>.Empty] : rule.ResourceNames.Select(n => ImmutableArray.Create(n))
            select new PolicyRule { ApiGroups = [apiGroup], Resources = [resource], Verbs = [verb], ResourceNames = names };
        var paths =
            from url in rule.NonResourceUrls
            from verb in rule.Verbs
            select new PolicyRule { NonResourceUrls = [url], Verbs = [verb] };
        return resources.Concat(paths);
    }
}
