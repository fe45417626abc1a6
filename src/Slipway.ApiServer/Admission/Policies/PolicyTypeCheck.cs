using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.CustomResources.Rules;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.Cel;
using Slipway.Cel.Types;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>
/// Compiles a policy's rules once more, as if objects had the types of the kinds that the policy is about. What is wrong then is a
/// warning only: at run time objects have no types.
/// </summary>
internal static class PolicyTypeCheck
{
    private const int MaxKinds = 10;

    /// <summary>What is doubtful, by the field of the expression.</summary>
    public static IReadOnlyList<(string Field, string Warning)> Check(JsonObject spec, ResourceRegistry registry)
    {
        var environments = KindsOf(spec, registry).Select(kind => (kind.Kind, Environment: EnvironmentOf(kind, spec, registry))).ToList();
        var warnings = new List<(string Field, string Warning)>();
        var i = 0;
        foreach (var validation in Items(spec, "validations"))
        {
            foreach (var field in (ReadOnlySpan<string>)["expression", "messageExpression"])
            {
                if (validation.Text(field) is { Length: > 0 } expression && WarningOf(expression, environments) is { Length: > 0 } warning)
                {
                    warnings.Add(($"spec.validations[{i}].{field}", warning));
                }
            }

            i++;
        }

        return warnings;
    }

    private static string WarningOf(
        string expression, List<(GroupVersionKind Kind, CelEnvironment Environment)> environments) => string.Join(
        '\n',
        environments.Select(e => (e.Kind, Compiled: e.Environment.Compile(expression))).Where(c => !c.Compiled.Succeeded)
            .Select(c => $"{c.Kind.Group}/{c.Kind.Version}, Kind={c.Kind.Kind}: {c.Compiled.IssueText}\n"));

    // A rule that names anything by a wildcard tells no kind.
    private static IEnumerable<ResourceInfo> KindsOf(JsonObject spec, ResourceRegistry registry)
    {
        var found = new List<ResourceInfo>();
        foreach (var rule in Items(spec.Map("matchConstraints") ?? [], "resourceRules"))
        {
            var (groups, versions) = (rule.Texts("apiGroups").ToList(), rule.Texts("apiVersions").ToList());
            if (groups.Concat(versions).Any(t => t.Contains('*', StringComparison.Ordinal)))
            {
                continue;
            }

            var resources = rule.Texts("resources").Where(r => r.AsSpan().IndexOfAny('*', '/') < 0);
            found.AddRange(
                from @group in groups
                from version in versions
                from resource in resources
                let info = registry.TryFind(@group, version, resource, out var known) ? known : null
                where info?.Schema is not null
                select info);
        }

        return found.Distinct().Take(MaxKinds)
            .OrderBy(r => r.Kind.Group, StringComparer.Ordinal).ThenBy(r => r.Kind.Version, StringComparer.Ordinal)
            .ThenBy(r => r.Kind.Kind, StringComparer.Ordinal);
    }

    private static CelEnvironment EnvironmentOf(ResourceInfo resource, JsonObject spec, ResourceRegistry registry)
    {
        var types = new AdmissionTypes();
        var environment = AdmissionEnvironments.OfTypes(types, TypeOf(resource, types), ParamsOf(spec, registry, types));
        foreach (var variable in Items(spec, "variables"))
        {
            var compiled = environment.Compile(variable.Text("expression"));
            types.AddVariable(variable.Text("name"), compiled.Program?.ResultType ?? CelType.Dyn);
        }

        return environment;
    }

    private static CelType TypeOf(ResourceInfo resource, AdmissionTypes types) =>
        RuleType.Of(resource.Schema!, isResource: false, types.Objects, resource.Kind.Kind + "0")?.Type ?? CelType.Dyn;

    // Null for a policy without parameters.
    private static CelType? ParamsOf(JsonObject spec, ResourceRegistry registry, AdmissionTypes types)
    {
        if (spec.Map("paramKind") is not { } kind)
        {
            return null;
        }

        var wanted = GroupVersionKind.Parse(kind.Text("apiVersion"), kind.Text("kind"));
        return registry.FindKind(wanted) is { Schema: not null } found && found.Kind == wanted ? TypeOf(found, types) : CelType.Dyn;
    }

    private static IEnumerable<JsonObject> Items(JsonObject owner, string list) => owner.List(list)?.OfType<JsonObject>() ?? [];
}
