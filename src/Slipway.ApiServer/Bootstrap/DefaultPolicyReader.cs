using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Defaults;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Bootstrap;

/// <summary>
/// Reads the roles and bindings that every cluster begins with from <c>Facts/default-policy.json</c>. A rule there is groups, resources,
/// verbs and perhaps names, each a list parted by blanks; a rule of two parts is paths and verbs.
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

    public static IReadOnlyList<JsonObject> Read()
    {
        using var stream = typeof(DefaultPolicyReader).Assembly.GetManifestResourceStream("default-policy.json")!;
        var reader = new DefaultPolicyReader((JsonObject)JsonNode.Parse(stream)!);
        var roles = reader._source.List("roles")!.OfType<JsonObject>().Select(reader.Role).ToList();
        ClusterRoleAggregator.Fill(roles.Where(r => r.Text("kind") == "ClusterRole"));
        return [.. roles, .. reader._source.List("bindings")!.OfType<JsonObject>().Select(Binding)];
    }

    private static JsonObject NewObject(string kind, JsonObject source, string name)
    {
        var metadata = new JsonObject { ["name"] = name };
        var isNamespaced = source.Text("namespace") is { Length: > 0 };
        if (isNamespaced)
        {
            metadata["namespace"] = source.Text("namespace");
        }

        var labels = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" };
        if (source.Text("partOf") is { Length: > 0 } whole)
        {
            labels[$"{RbacResources.Group}/aggregate-to-{whole}"] = "true";
        }

        metadata["labels"] = labels;
        metadata["annotations"] = new JsonObject { [DefaultPolicy.AutoUpdate] = "true" };
        return new JsonObject
        {
            ["kind"] = isNamespaced ? kind : "Cluster" + kind,
            ["apiVersion"] = RbacResources.Group + "/v1",
            ["metadata"] = metadata,
        };
    }

    private static JsonObject Binding(JsonObject source)
    {
        var role = source.Text("role");
        var binding = NewObject("RoleBinding", source, source.Text("name") is { Length: > 0 } name ? name : role);
        JsonNode[] subjects =
        [
            .. source.Texts("users").Select(u => Subject("User", u)),
            .. source.Texts("groups").Select(g => Subject("Group", g)),
            .. source.Texts("accounts").Select(a => a.Split('/')).Select(a =>
                new JsonObject { ["kind"] = "ServiceAccount", ["name"] = a[1], ["namespace"] = a[0] }),
        ];
        if (subjects.Length > 0)
        {
            binding["subjects"] = new JsonArray(subjects);
        }

        var kind = source.ContainsKey("namespace") ? "Role" : "ClusterRole";
        binding["roleRef"] = new JsonObject { ["apiGroup"] = RbacResources.Group, ["kind"] = kind, ["name"] = role };
        return binding;
    }

    private static JsonNode Subject(string kind, string name) =>
        new JsonObject { ["kind"] = kind, ["apiGroup"] = RbacResources.Group, ["name"] = name };

    private JsonObject Role(JsonObject source)
    {
        var role = NewObject("Role", source, source.Text("name"));
        role["rules"] = new JsonArray([.. (source.List("rules") ?? []).OfType<JsonArray>().Select(Rule)]);
        if (source.Text("collects") is { Length: > 0 } label)
        {
            var selector = new JsonObject { ["matchLabels"] = new JsonObject { [$"{RbacResources.Group}/aggregate-to-{label}"] = "true" } };
            role["aggregationRule"] = new JsonObject { ["clusterRoleSelectors"] = new JsonArray(selector) };
        }

        return role;
    }

    private JsonNode Rule(JsonArray rule) => PolicyRules.ToJson(rule.Count == 2
        ? new PolicyRule { NonResourceUrls = [.. Words(rule[0])], Verbs = [.. Verbs(rule[1])] }
        : new PolicyRule
        {
            ApiGroups = [.. Words(rule[0])],
            Resources = [.. Words(rule[1])],
            Verbs = [.. Verbs(rule[2])],
            ResourceNames = rule.Count > 3 ? [.. Words(rule[3])] : [],
        });

    // The core group is the empty word.
    private static string[] Words(JsonNode? node) => node!.GetValue<string>().Split(' ');

    private IEnumerable<string> Verbs(JsonNode? node) =>
        Words(node).SelectMany(v => _verbs.List(v) is { } several ? several.Select(s => s!.GetValue<string>()) : [v]);
}
