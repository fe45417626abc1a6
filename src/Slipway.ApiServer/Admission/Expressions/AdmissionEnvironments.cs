using Slipway.Cel;
using Slipway.Cel.Libraries;
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

    private static readonly CelEnvironment Base = (CelEnvironment.Standard with { Types = new AdmissionTypes() })
        .With(CelLibraries.Optionals, CelLibraries.Strings, CelLibraries.Sets, CelLibraries.TwoVariableComprehensions, CelLibraries.Lists)
        .With(
            new CelVariable(Object, CelType.Dyn),
            new CelVariable(OldObject, CelType.Dyn),
            new CelVariable(Namespace, AdmissionTypes.Namespace),
            new CelVariable(Request, AdmissionTypes.Request));

    /// <summary>Of match conditions, and of policies without variables.</summary>
    /// <param name="hasParams">Whether there are parameters.</param>
    public static CelEnvironment OfConditions(bool hasParams) => WithParams(Base, hasParams);

    /// <summary>Of a policy's expressions.</summary>
    /// <param name="types">The types of the policy, its variables among them.</param>
    /// <param name="hasParams">Whether the policy has parameters.</param>
    public static CelEnvironment OfPolicy(AdmissionTypes types, bool hasParams) => WithVariables(OfConditions(hasParams), types);

    /// <summary>Of expressions that make messages: these do not ask what users may do.</summary>
    /// <param name="types">The types of the policy; null for a policy without variables.</param>
    /// <param name="hasParams">Whether the policy has parameters.</param>
    public static CelEnvironment OfMessages(AdmissionTypes? types, bool hasParams)
    {
        var environment = WithParams(Base, hasParams);
        return types is null ? environment : WithVariables(environment, types);
    }

    private static CelEnvironment WithParams(CelEnvironment environment, bool hasParams) =>
        hasParams ? environment.With(new CelVariable(Params, CelType.Dyn)) : environment;

    private static CelEnvironment WithVariables(CelEnvironment environment, AdmissionTypes types) =>
        (environment with { Types = types }).With(new CelVariable(Variables, AdmissionTypes.Variables));
}
