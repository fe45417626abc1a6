using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary>The functions of <c>authorizer</c>: who may do what.</summary>
internal static class AuthorizerFunctions
{
    private static readonly CelType Authorizer = KubernetesTypes.Authorizer;
    private static readonly CelType Resource = KubernetesTypes.ResourceCheck;
    private static readonly CelType Decision = KubernetesTypes.Decision;

    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new("kubernetes.authz")
    {
        Overloads =
        [
            CelOverload.Member("path", "authorizer_path", [Authorizer, CelType.String], KubernetesTypes.PathCheck, a =>
                Required(a[1], "path") ?? With(KubernetesTypes.PathCheck, a, (c, path) => c with { Path = path })),
            CelOverload.Member("group", "authorizer_group", [Authorizer, CelType.String], KubernetesTypes.GroupCheck, a =>
                With(KubernetesTypes.GroupCheck, a, (c, group) => c with { Group = group })),
            CelOverload.Member(
                "serviceAccount", "authorizer_serviceaccount", [Authorizer, CelType.String, CelType.String], Authorizer, ServiceAccount),
            CelOverload.Member("resource", "groupcheck_resource", [KubernetesTypes.GroupCheck, CelType.String], Resource, a =>
                Required(a[1], "resource") ?? With(Resource, a, (c, resource) => c with { Resource = resource })),
            Detail("subresource", "resourcecheck_subresource", (c, text) => c with { Subresource = text }),
            Detail("namespace", "resourcecheck_namespace", (c, text) => c with { Namespace = text }),
            Detail("name", "resourcecheck_name", (c, text) => c with { Name = text }),
            Detail("fieldSelector", "authorizer_fieldselector", (c, text) => c with { FieldSelector = text }),
            Detail("labelSelector", "authorizer_labelselector", (c, text) => c with { LabelSelector = text }),
            CelOverload.Member("check", "pathcheck_check", [KubernetesTypes.PathCheck, CelType.String], Decision, Check),
            CelOverload.Member("check", "resourcecheck_check", [Resource, CelType.String], Decision, Check),
            CelOverload.Member("errored", "decision_errored", [Decision], CelType.Bool, a => CelBool.Of(DecisionOf(a).Error is not null)),
            CelOverload.Member("error", "decision_error", [Decision], CelType.String, a => new CelString(DecisionOf(a).Error ?? "")),
            CelOverload.Member("allowed", "decision_allowed", [Decision], CelType.Bool, a => CelBool.Of(DecisionOf(a).Allowed)),
            CelOverload.Member("reason", "decision_reason", [Decision], CelType.String, a => new CelString(DecisionOf(a).Reason)),
        ],
    };

    private static CelOverload Detail(string function, string id, Func<CelAuthorizationCheck, string, CelAuthorizationCheck> set) =>
        CelOverload.Member(function, id, [Resource, CelType.String], Resource, a => With(Resource, a, set));

    private static CelObject With(
        CelType type, ReadOnlySpan<CelValue> arguments, Func<CelAuthorizationCheck, string, CelAuthorizationCheck> set)
    {
        var question = QuestionOf(arguments);
        return new KubernetesValue<AuthorizationQuestion>(type, question with { Check = set(question.Check, ((CelString)arguments[1]).Value) });
    }

    private static CelValue? Required(CelValue text, string what) =>
        ((CelString)text).Value.AsSpan().Trim().IsEmpty ? new CelError($"{what} must not be empty") : null;

    private static CelValue ServiceAccount(ReadOnlySpan<CelValue> arguments)
    {
        var (ns, name) = (((CelString)arguments[1]).Value, ((CelString)arguments[2]).Value);
        if (NamedFormat.All["dns1123Subdomain"].Check(name).Count > 0)
        {
            return new CelError("Invalid service account name");
        }

        if (NamedFormat.All["dns1123Label"].Check(ns).Count > 0)
        {
            return new CelError("Invalid service account namespace");
        }

        var question = QuestionOf(arguments);
        return new KubernetesValue<AuthorizationQuestion>(Authorizer, question with { Check = question.Check with { ServiceAccount = (ns, name) } });
    }

    private static CelValue Check(ReadOnlySpan<CelValue> arguments)
    {
        var question = QuestionOf(arguments);
        var check = question.Check with { Verb = ((CelString)arguments[1]).Value };
        return new KubernetesValue<CelAuthorizationDecision>(Decision, question.Authorizer.Check(check));
    }

    private static AuthorizationQuestion QuestionOf(ReadOnlySpan<CelValue> arguments) =>
        ((KubernetesValue<AuthorizationQuestion>)arguments[0]).Content;

    private static CelAuthorizationDecision DecisionOf(ReadOnlySpan<CelValue> arguments) =>
        ((KubernetesValue<CelAuthorizationDecision>)arguments[0]).Content;
}
