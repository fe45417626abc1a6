using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>What may be a rule of a webhook or a policy.</summary>
internal static class AdmissionRuleChecks
{
    private const string Any = "*";

    private static readonly string[] Operations = [Any, "CONNECT", "CREATE", "DELETE", "UPDATE"];
    private static readonly string[] Scopes = [Any, "Cluster", "Namespaced"];

    /// <summary>Fills in a rule's defaults.</summary>
    public static void Default(JsonObject rule) => rule.Default("scope", Any);

    /// <summary>Adds what is wrong with a rule.</summary>
    public static void Check(JsonObject rule, string path, List<FieldError> errors)
    {
        CheckNames(rule, path, errors);
        CheckOperations(rule, path, errors);
        CheckWildcard(rule, path, "apiGroups", "API groups", errors);
        CheckWildcard(rule, path, "apiVersions", "API versions", errors);
        RequireEach(rule, path, "apiVersions", errors);
        CheckResources(rule, $"{path}.resources", errors);
        if (rule["scope"] is { } scope && !Scopes.Contains(rule.Text("scope")))
        {
            errors.Add(FieldError.NotSupported($"{path}.scope", scope.DeepClone(), Scopes));
        }
    }

    private static void CheckNames(JsonObject rule, string path, List<FieldError> errors)
    {
        var names = rule.Texts("resourceNames").ToList();
        for (var i = 0; i < names.Count; i++)
        {
            errors.AddRange(NameSyntax.Errors(names[i], NameRule.PathSegment)
                .Select(e => FieldError.Invalid($"{path}.resourceNames[{i}]", names[i], e)));
            if (names.IndexOf(names[i]) < i)
            {
                errors.Add(FieldError.Duplicate($"{path}.resourceNames[{i}]", names[i]));
            }
        }
    }

    private static void CheckOperations(JsonObject rule, string path, List<FieldError> errors)
    {
        CheckWildcard(rule, path, "operations", "operations", errors);
        var operations = rule.Texts("operations").ToList();
        for (var i = 0; i < operations.Count; i++)
        {
            if (!Operations.Contains(operations[i]))
            {
                errors.Add(FieldError.NotSupported($"{path}.operations[{i}]", operations[i], Operations));
            }
        }
    }

    private static void CheckWildcard(JsonObject rule, string path, string list, string what, List<FieldError> errors)
    {
        var items = rule.Texts(list).ToList();
        if (items.Count == 0)
        {
            errors.Add(FieldError.Required($"{path}.{list}"));
        }
        else if (items.Count > 1 && items.Contains(Any))
        {
            errors.Add(FieldError.Invalid($"{path}.{list}", rule[list]!.DeepClone(), $"if '*' is present, must not specify other {what}"));
        }
    }

    private static void RequireEach(JsonObject rule, string path, string list, List<FieldError> errors)
    {
        var i = 0;
        foreach (var item in rule.Texts(list))
        {
            if (item.Length == 0)
            {
                errors.Add(FieldError.Required($"{path}.{list}[{i}]"));
            }

            i++;
        }
    }

    private static void CheckResources(JsonObject rule, string path, List<FieldError> errors)
    {
        var resources = rule.Texts("resources").ToList();
        if (resources.Count == 0)
        {
            errors.Add(FieldError.Required(path));
        }

        var allSubresourcesOf = new HashSet<string>(StringComparer.Ordinal);
        var subresourceOfAll = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < resources.Count; i++)
        {
            CheckResource(resources[i], $"{path}[{i}]", allSubresourcesOf, subresourceOfAll, errors);
        }

        if (resources.Count > 1 && resources.Contains("*/*"))
        {
            errors.Add(FieldError.Invalid(path, rule["resources"]!.DeepClone(), "if '*/*' is present, must not specify other resources"));
        }

        // kube-apiserver looks only at the last resource without a subresource.
        if (resources.Contains(Any) && resources.LastOrDefault(r => r.Length > 0 && !r.Contains('/', StringComparison.Ordinal)) != Any)
        {
            errors.Add(FieldError.Invalid(
                path, rule["resources"]!.DeepClone(), "if '*' is present, must not specify other resources without subresources"));
        }
    }

    private static void CheckResource(
        string resource, string path, HashSet<string> allSubresourcesOf, HashSet<string> subresourceOfAll, List<FieldError> errors)
    {
        if (resource.Length == 0)
        {
            errors.Add(FieldError.Required(path));
            return;
        }

        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return;
        }

        var (owner, sub) = (resource[..slash], resource[(slash + 1)..]);
        if (allSubresourcesOf.Contains(owner))
        {
            errors.Add(FieldError.Invalid(path, resource, $"if '{owner}/*' is present, must not specify {resource}"));
        }

        if (subresourceOfAll.Contains(sub))
        {
            errors.Add(FieldError.Invalid(path, resource, $"if '*/{sub}' is present, must not specify {resource}"));
        }

        if (sub == Any)
        {
            allSubresourcesOf.Add(owner);
        }

        if (owner == Any)
        {
            subresourceOfAll.Add(sub);
        }
    }
}
