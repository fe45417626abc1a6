using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Authorization.Defaults;

/// <summary>
/// Reads the roles and bindings that every cluster begins with from <c>Facts/default-policy.json</c>. A rule there is groups, resources,
/// verbs and perhaps names, each a list parted by blanks; a path rule is paths and verbs.
/// </summary>
internal sealed class DefaultPolicyReader
{
    private readonly JsonObject _source;
    private readonly JsonObject _verbs;

    private DefaultPolicyReader(JsonObject source)
    {
        _source = source;
        _verbs = source.Map("verbs")!;
    }

    public static IReadOnlyList<(StoreKey Key, JsonObject Object)> Read()
    {
        using var stream = typeof(DefaultPolicyReader).Assembly.GetManifestResourceStream("default-policy.json")!;
        var reader = new DefaultPolicyReader((JsonObject)JsonNode.Parse(stream)!);
        var roles = reader._source.List("roles")!.OfType<JsonObject>().Select(reader.Role).ToList();
        ClusterRoleAggregator.Fill(roles);
        var bindings = reader._source.List("bindings")!.OfType<JsonObject>().Select(Binding);
        return
        [
            .. roles.Select(r => (new StoreKey(RbacResources.ClusterRoles, "", r.Map("metadata")!.Text("name")), r)),
            .. bindings.Select(b => (new StoreKey(RbacResources.ClusterRoleBindings, "", b.Map("metadata")!.Text("name")), b)),
        ];
    }

    private static JsonObject NewObject(string kind, string name, JsonObject labels)
    {
        labels["kubernetes.io/bootstrapping"] = "rbac-defaults";
        return new JsonObject
        {
            ["kind"] = kind,
            ["apiVersion"] = RbacResources.Group + "/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = labels,
                ["annotations"] = new JsonObject { [DefaultPolicy.AutoUpdate] = "true" },
            },
        };
    }

    private static JsonObject Binding(JsonObject source)
    {
        var role = source.Text("role");
        var binding = NewObject("ClusterRoleBinding", role, []);
        JsonNode[] subjects =
        [
            .. source.Texts("users").Select(u => Subject("User", u)),
            .. source.Texts("groups").Select(g => Subject("Group", g)),
            .. source.Texts("accounts").Select(a => a.Split('/')).Select(a =>
                new JsonObject { ["kind"] = "ServiceAccount", ["name"] = a[1], ["namespace"] = a[0] }),
        ];
        binding["roleRef"] = new JsonObject { ["apiGroup"] = RbacResources.Group, ["kind"] = "ClusterRole", ["name"] = role };
        if (subjects.Length > 0)
        {
            binding["subjects"] = new JsonArray(subjects);
        }

        return binding;
    }

    private static JsonNode Subject(string kind, string name) =>
        new JsonObject { ["kind"] = kind, ["apiGroup"] = RbacResources.Group, ["name"] = name };

    private JsonObject Role(JsonObject source)
    {
        var labels = new JsonObject();
        if (source.Text("partOf") is { Length: > 0 } whole)
        {
            labels[$"{RbacResources.Group}/aggregate-to-{whole}"] = "true";
        }

        var role = NewObject("ClusterRole", source.Text("name"), labels);
        if (source.Text("collects") is { Length: > 0 } label)
        {
            var selector = new JsonObject { ["matchLabels"] = new JsonObject { [$"{RbacResources.Group}/aggregate-to-{label}"] = "true" } };
            role["aggregationRule"] = new JsonObject { ["clusterRoleSelectors"] = new JsonArray(selector) };
        }

        role["rules"] = new JsonArray(
        [
            .. (source.List("rules") ?? []).OfType<JsonArray>().Select(r => ResourceRule(r)),
            .. (source.List("paths") ?? []).OfType<JsonArray>().Select(p => PathRule(p)),
        ]);
        return role;
    }

    private JsonNode ResourceRule(JsonArray rule) => PolicyRules.ToJson(new PolicyRule
    {
        ApiGroups = [.. Words(rule[0])],
        Resources = [.. Words(rule[1])],
        Verbs = [.. Verbs(rule[2])],
        ResourceNames = rule.Count > 3 ? [.. Words(rule[3])] : [],
    });

    private JsonNode PathRule(JsonArray rule) => PolicyRules.ToJson(new PolicyRule
    {
        NonResourceUrls = [.. Words(rule[0])],
        Verbs = [.. Verbs(rule[1])],
    });

    // The core group is the empty word.
    private static string[] Words(JsonNode? node) => node!.GetValue<string>().Split(' ');

    private IEnumerable<string> Verbs(JsonNode? node) =>
        Words(node).SelectMany(v => _verbs.List(v) is { } several ? several.Select(s => s!.GetValue<string>()) : [v]);
}
