using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.FlowControl;

/// <summary>FlowSchemas. They are kept and not applied: this server has queues of its own.</summary>
internal sealed class FlowSchemaRules : CheckedRules
{
    private const int LastPrecedence = 10000;

    private static readonly string[] Distinguishers = ["ByNamespace", "ByUser"];
    private static readonly string[] SubjectKinds = ["Group", "ServiceAccount", "User"];
    private static readonly string[] SubjectFields = ["serviceAccount", "user", "group"];

    private static readonly string[] Verbs =
        ["create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch"];

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        if (obj.Map("spec") is { } spec && spec.Integer("matchingPrecedence") is null or 0)
        {
            obj.Ensure("spec")["matchingPrecedence"] = 1000;
        }
    }

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        using var _ = check.In("spec");
        CheckPrecedence(check, spec.Integer("matchingPrecedence") ?? 0, obj.Map("metadata")!.Text("name"));
        if (spec.Map("distinguisherMethod") is { } method && !Distinguishers.Contains(method.Text("type")))
        {
            using var inside = check.In("distinguisherMethod");
            check.NotSupported("type", GoFields.Of(method, "type"), Distinguishers);
        }

        using (check.In("priorityLevelConfiguration"))
        {
            var level = spec.Map("priorityLevelConfiguration") ?? [];
            if (check.Need(level, "name", "must reference a priority level"))
            {
                check.Name(level, "name", NameRule.Subdomain);
            }
        }

        foreach (var rule in check.Each(spec, "rules"))
        {
            CheckRule(check, rule);
        }
    }

    private static void CheckPrecedence(FieldChecker check, long precedence, string name)
    {
        if (precedence <= 0)
        {
            check.Invalid("matchingPrecedence", precedence, "must be a positive value");
        }

        if (precedence > LastPrecedence)
        {
            check.Invalid("matchingPrecedence", precedence, $"must not be greater than {LastPrecedence}");
        }

        if (precedence == 1 && name != "exempt")
        {
            check.Invalid("matchingPrecedence", precedence, "only the schema named 'exempt' may have matchingPrecedence 1");
        }
    }

    private static void CheckRule(FieldChecker check, JsonObject rule)
    {
        if (rule.List("subjects") is not { Count: > 0 })
        {
            check.Required("subjects", "subjects must contain at least one value");
        }

        foreach (var subject in check.Each(rule, "subjects"))
        {
            CheckSubject(check, subject);
        }

        if (rule.List("resourceRules") is not { Count: > 0 } && rule.List("nonResourceRules") is not { Count: > 0 })
        {
            check.Required("", "at least one of resourceRules and nonResourceRules has to be non-empty");
        }

        foreach (var resources in check.Each(rule, "resourceRules"))
        {
            CheckVerbs(check, resources);
            CheckWildcard(check, resources, "apiGroups", "resource rules must supply at least one api group", "api groups");
            CheckWildcard(check, resources, "resources", "resource rules must supply at least one resource", "resources");
            if (!resources.IsTrue("clusterScope") || resources.List("namespaces") is { Count: > 0 })
            {
                CheckWildcard(
                    check, resources, "namespaces", "resource rules that are not cluster scoped must supply at least one namespace", "namespaces");
            }
        }

        foreach (var paths in check.Each(rule, "nonResourceRules"))
        {
            CheckVerbs(check, paths);
            CheckWildcard(check, paths, "nonResourceURLs", "nonResourceURLs must contain at least one value", "non-resource URLs");
        }
    }

    private static void CheckSubject(FieldChecker check, JsonObject subject)
    {
        var kind = subject.Text("kind");
        if (!SubjectKinds.Contains(kind))
        {
            check.NotSupported("kind", kind, SubjectKinds);
            return;
        }

        foreach (var field in SubjectFields)
        {
            var isMeant = field.Equals(kind, StringComparison.OrdinalIgnoreCase);
            switch (subject.Map(field))
            {
                case null when isMeant:
                    check.Required(field, $"{field} is required when subject kind is '{kind}'");
                    break;
                case not null when !isMeant:
                    check.Forbidden(field, $"{field} is forbidden when subject kind is not '{char.ToUpperInvariant(field[0])}{field[1..]}'");
                    break;
                case { } named:
                    using (check.In(field))
                    {
                        CheckNamed(check, named, field == "serviceAccount");
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckNamed(FieldChecker check, JsonObject named, bool isAccount)
    {
        if (check.Need(named, "name") && isAccount && named.Text("name") != "*")
        {
            check.Name(named, "name", NameRule.Subdomain);
        }

        if (isAccount && check.Need(named, "namespace", "must specify namespace for service account"))
        {
            check.Name(named, "namespace", NameRule.Label);
        }
    }

    private static void CheckVerbs(FieldChecker check, JsonObject rule)
    {
        CheckWildcard(check, rule, "verbs", "verbs must contain at least one value", "verbs");
        if (rule.Texts("verbs").Any(v => v != "*" && !Verbs.Contains(v)) && !rule.Texts("verbs").Contains("*"))
        {
            check.NotSupported("verbs", rule["verbs"], Verbs);
        }
    }

    private static void CheckWildcard(FieldChecker check, JsonObject rule, string field, string whyRequired, string others)
    {
        var values = rule.List(field)?.Count ?? 0;
        if (values == 0)
        {
            check.Required(field, whyRequired);
        }
        else if (values > 1 && rule.Texts(field).Contains("*"))
        {
            check.Invalid(field, rule[field], $"if '*' is present, must not specify other {others}");
        }
    }
}
