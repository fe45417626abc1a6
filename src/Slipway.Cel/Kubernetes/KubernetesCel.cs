using Slipway.Cel.Costs;
using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary>The language as Kubernetes uses it: its libraries, and how it counts costs.</summary>
public static class KubernetesCel
{
    /// <summary>The type of <c>authorizer</c>.</summary>
    public static CelType AuthorizerType => KubernetesTypes.Authorizer;

    /// <summary>The type of <c>authorizer.requestResource</c>.</summary>
    public static CelType ResourceCheckType => KubernetesTypes.ResourceCheck;

    /// <summary>The environment of expressions in API objects, without variables: that of Kubernetes 1.36.</summary>
    public static CelEnvironment Environment { get; } = new CelEnvironment
    {
        Options = new CelOptions
        {
            HomogeneousLiterals = true,
            ValidateLiterals = true,
            FoldConstants = true,
            PresenceTestHasCost = false,
            OptionalSyntax = true,
        },
        ActualCosts = new KubernetesCosts(),
    }.With(
        CelLibraries.Standard,
        CelLibraries.Optionals,
        UrlFunctions.Library,
        RegexFunctions.Library,
        ListFunctions.Library,
        AuthorizerFunctions.Library,
        QuantityFunctions.Library,
        CelLibraries.StringsVersion2,
        CelLibraries.Sets,
        IpFunctions.Library,
        CidrFunctions.Library,
        FormatFunctions.Library,
        CelLibraries.TwoVariableComprehensions,
        SemverFunctions.Library,
        CelLibraries.Lists);

    /// <summary>What expressions that make JSON patches have besides: <c>jsonpatch.escapeKey</c>.</summary>
    public static CelLibrary JsonPatches => JsonPatchFunctions.Library;

    /// <summary>Estimates costs as Kubernetes does.</summary>
    /// <param name="sizes">Tells sizes of what an expression does not; null where nothing is known.</param>
    public static ICelCostEstimator Estimator(ICelCostEstimator? sizes = null) => new KubernetesCostEstimator(sizes ?? new UnknownSizes());

    /// <summary>The value of <c>authorizer</c>.</summary>
    public static CelValue Authorizer(ICelAuthorizer authorizer) =>
        new KubernetesValue<AuthorizationQuestion>(KubernetesTypes.Authorizer, new AuthorizationQuestion(authorizer, new CelAuthorizationCheck()));

    /// <summary>The value of <c>authorizer.requestResource</c>: a check about the resource of the request itself.</summary>
    public static CelValue RequestResource(ICelAuthorizer authorizer, CelAuthorizationCheck resource) =>
        new KubernetesValue<AuthorizationQuestion>(KubernetesTypes.ResourceCheck, new AuthorizationQuestion(authorizer, resource));
}
