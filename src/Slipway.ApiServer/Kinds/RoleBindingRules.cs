using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds;

/// <summary>RoleBindings and ClusterRoleBindings: whom they may name, and that the role of one stays.</summary>
internal sealed class RoleBindingRules(bool isNamespaced) : KindRules
{
    private static readonly string[] SubjectKinds = ["ServiceAccount", "User", "Group"];

    public override NameRule NameRule => NameRule.PathSegment;

    public override bool CreatesOnUpdate => true;

    public override void Default(JsonObject obj)
    {
        if (obj.Map("roleRef") is { } role && role.Text("apiGroup").Length == 0)
        {
            role["apiGroup"] = RbacResources.Group;
        }

        foreach (var subject in Items(obj, "subjects"))
        {
            if (subject.Text("kind") is "User" or "Group" && subject.Text("apiGroup").Length == 0)
            {
                subject["apiGroup"] = RbacResources.Group;
            }
        }
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        ValidateRole(obj.Map("roleRef") ?? [], errors);
        var i = 0;
        foreach (var subject in Items(obj, "subjects"))
        {
            ValidateSubject(subject, $"subjects[{i++}]", errors);
        }
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors)
    {
        if (!JsonNode.DeepEquals(obj["roleRef"], old["roleRef"]))
        {
            errors.Add(FieldError.InvalidShown(
                "roleRef", GoText.Plain(GoFields.Of(obj.Map("roleRef") ?? [], "apiGroup", "kind", "name")), "cannot change roleRef"));
        }
    }

    private void ValidateRole(JsonObject role, List<FieldError> errors)
    {
        if (role.Text("apiGroup") != RbacResources.Group)
        {
            errors.Add(FieldError.NotSupported("roleRef.apiGroup", role.Text("apiGroup"), [RbacResources.Group]));
        }

        string[] kinds = isNamespaced ? ["Role", "ClusterRole"] : ["ClusterRole"];
        if (!kinds.Contains(role.Text("kind"), StringComparer.Ordinal))
        {
            errors.Add(FieldError.NotSupported("roleRef.kind", role.Text("kind"), kinds));
        }

        var name = role.Text("name");
        if (name.Length == 0)
        {
            errors.Add(FieldError.Required("roleRef.name"));
        }

        errors.AddRange(NameSyntax.Errors(name, NameRule.PathSegment).Select(e => FieldError.Invalid("roleRef.name", name, e)));
    }

    private void ValidateSubject(JsonObject subject, string path, List<FieldError> errors)
    {
        var (kind, name, group) = (subject.Text("kind"), subject.Text("name"), subject.Text("apiGroup"));
        if (name.Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.name"));
        }

        switch (kind)
        {
            case "ServiceAccount":
                ValidateServiceAccount(subject, path, errors);
                break;
            case "User" or "Group":
                if (group != RbacResources.Group)
                {
                    errors.Add(FieldError.NotSupported($"{path}.apiGroup", group, [RbacResources.Group]));
                }

                break;
            default:
                errors.Add(FieldError.NotSupported($"{path}.kind", kind, SubjectKinds));
                break;
        }
    }

    private void ValidateServiceAccount(JsonObject subject, string path, List<FieldError> errors)
    {
        var (name, group) = (subject.Text("name"), subject.Text("apiGroup"));
        if (name.Length > 0)
        {
            errors.AddRange(NameSyntax.Errors(name, NameRule.Subdomain).Select(e => FieldError.Invalid($"{path}.name", name, e)));
        }

        if (group.Length > 0)
        {
            errors.Add(FieldError.NotSupported($"{path}.apiGroup", group, [""]));
        }

        if (!isNamespaced && subject.Text("namespace").Length == 0)
        {
            errors.Add(FieldError.Required($"{path}.namespace"));
        }
    }
}
