using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Decoding;
using Slipway.Cel.Types;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>The expressions of a policy.</summary>
internal sealed class CompiledPolicy
{
    private static readonly CelType[] Annotation = [CelType.String, CelType.Null];

    /// <summary>Compiles a policy's spec. What does not compile is told when a request comes.</summary>
    public CompiledPolicy(JsonObject spec)
    {
        var types = new AdmissionTypes();
        var hasParams = spec.Map("paramKind") is not null;
        var environment = AdmissionEnvironments.OfPolicy(types, hasParams);
        var messages = AdmissionEnvironments.OfMessages(types, hasParams);
        foreach (var variable in Items(spec, "variables"))
        {
            var compiled = AdmissionExpression.Compile(environment, variable.Text("expression"));
            Variables[variable.Text("name")] = compiled;
            types.AddVariable(variable.Text("name"), compiled.ResultType);
        }

        Conditions = MatchConditions.Read(spec, environment);
        if (spec.List("mutations") is not null)
        {
            var changes = AdmissionEnvironments.OfMutations(types, hasParams);
            Mutations = [.. Items(spec, "mutations").Select(m => PolicyMutation.Read(m, changes))];
        }

        Validations = [.. Items(spec, "validations").Select(v => PolicyValidation.Read(v, environment, messages))];
        AuditAnnotations =
        [
            .. Items(spec, "auditAnnotations").Select(a =>
                (a.Text("key"), AdmissionExpression.Compile(environment, a.Text("valueExpression").Trim(), [.. Annotation]))),
        ];
    }

    /// <summary>The policy's variables by name.</summary>
    public Dictionary<string, AdmissionExpression> Variables { get; } = new(StringComparer.Ordinal);

    public MatchConditions Conditions { get; }

    public ImmutableArray<PolicyValidation> Validations { get; }

    /// <summary>What a MutatingAdmissionPolicy changes, in order; empty for another.</summary>
    public ImmutableArray<PolicyMutation> Mutations { get; } = [];

    /// <summary>What the policy says in the audit log, by key.</summary>
    public ImmutableArray<(string Key, AdmissionExpression Value)> AuditAnnotations { get; }

    private static IEnumerable<JsonObject> Items(JsonObject owner, string list) => owner.List(list)?.OfType<JsonObject>() ?? [];
}
