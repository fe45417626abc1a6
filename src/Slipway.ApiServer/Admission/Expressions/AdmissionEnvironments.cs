using Slipway.Cel;
using Slipway.Cel.Kubernetes;
using Slipway.Cel.Types;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>What expressions about requests may name.</summary>
internal static class AdmissionEnvironments
{
    public const string Object = "object";
    public const string OldObject = "oldObject";
    public const string Namespace = "namespaceObject";
    public const string Request = "request";
    public const string Params = "params";
    public const string Variables = "variables";
    public const string Authorizer = "authorizer";
    public const string RequestResource = "authorizer.requestResource";

    private static readonly CelEnvironment Untyped = Base(new AdmissionTypes(), CelType.Dyn);
    private static readonly CelVariable VariablesVariable = new(Variables, AdmissionTypes.Variables);

    private static readonly CelVariable[] AuthorizerVariables =
        [new(Authorizer, KubernetesCel.AuthorizerType), new(RequestResource, KubernetesCel.ResourceCheckType)];

    /// <summary>Of match conditions, and of policies without variables.</summary>
    /// <param name="hasParams">Whether there are parameters.</param>
    public static CelEnvironment OfConditions(bool hasParams) => WithParams(Untyped, hasParams).With(AuthorizerVariables);

    /// <summary>Of a policy's expressions.</summary>
    /// <param name="types">The types of the policy, its variables among them.</param>
    /// <param name="hasParams">Whether the policy has parameters.</param>
    public static CelEnvironment OfPolicy(AdmissionTypes types, bool hasParams) => WithVariables(OfConditions(hasParams), types);

    /// <summary>Of expressions that change objects.</summary>
    /// <param name="types">The types of the policy, its variables among them.</param>
    /// <param name="hasParams">Whether the policy has parameters.</param>
    public static CelEnvironment OfMutations(AdmissionTypes types, bool hasParams) =>
        (OfPolicy(types, hasParams) with { Types = new PatchTypes(types) }).With(KubernetesCel.JsonPatches);

    /// <summary>Of expressions that make messages: these do not ask what users may do.</summary>
    /// <param name="types">The types of the policy; null for a policy without variables.</param>
    /// <param name="hasParams">Whether the policy has parameters.</param>
    public static CelEnvironment OfMessages(AdmissionTypes? types, bool hasParams)
    {
        var environment = WithParams(Untyped, hasParams);
        return types is null ? environment : WithVariables(environment, types);
    }

    /// <summary>Of a policy's expressions where the types of objects are known.</summary>
    /// <param name="types">The types.</param>
    /// <param name="objects">The type of the objects that the policy is about.</param>
    /// <param name="parameters">The type of its parameters; null when it has none.</param>
    public static CelEnvironment OfTypes(AdmissionTypes types, CelType objects, CelType? parameters)
    {
        var environment = Base(types, objects).With(VariablesVariable).With(AuthorizerVariables);
        return parameters is null ? environment : environment.With(new CelVariable(Params, parameters));
    }

    private static CelEnvironment Base(AdmissionTypes types, CelType objects) => (KubernetesCel.Environment with { Types = types }).With(
        new CelVariable(Object, objects),
        new CelVariable(OldObject, objects),
        new CelVariable(Namespace, AdmissionTypes.Namespace),
        new CelVariable(Request, AdmissionTypes.Request));

    private static CelEnvironment WithParams(CelEnvironment environment, bool hasParams) =>
        hasParams ? environment.With(new CelVariable(Params, CelType.Dyn)) : environment;

    private static CelEnvironment WithVariables(CelEnvironment environment, AdmissionTypes types) =>
        (environment with { Types = types }).With(VariablesVariable);
}
