using System.Collections.Immutable;
using Slipway.Cel.Costs;
using Slipway.Cel.Types;

namespace Slipway.Cel.Libraries;

/// <summary>One signature of a function and what it does.</summary>
/// <param name="Function">The function's name: an operator's internal name, <c>size</c>, or qualified as <c>math.least</c>.</param>
/// <param name="Id">Unique name of the signature; costs are looked up by it.</param>
/// <param name="Parameters">Types of the arguments; of a member function the target first.</param>
/// <param name="Result">Type of the result.</param>
/// <param name="Implementation">What it does.</param>
public sealed record CelOverload(
    string Function, string Id, ImmutableArray<CelType> Parameters, CelType Result, CelFunction Implementation)
{
    /// <summary>Whether it is called on a target: <c>a.f(b)</c>.</summary>
    public bool IsMember { get; init; }

    /// <summary>Whether an argument that is an error is the result, without a call. Almost every function is strict.</summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>Prepares the function for constant arguments; null where nothing is gained.</summary>
    public CelSpecializer? Specialize { get; init; }

    /// <summary>The cost of a call made; null for the environment's default.</summary>
    public CelActualCost? ActualCost { get; init; }

    /// <summary>The cost of a call foretold; null for the environment's default.</summary>
    public CelCallEstimator? EstimateCost { get; init; }

    internal ImmutableArray<string> TypeParameters { get; } =
        [.. Parameters.Add(Result).SelectMany(NamesIn).Distinct(StringComparer.Ordinal)];

    internal bool IsGeneric => !TypeParameters.IsEmpty;

    /// <summary>A function called as <c>name(a, b)</c>.</summary>
    public static CelOverload Global(
        string function, string id, ImmutableArray<CelType> parameters, CelType result, CelFunction implementation) =>
        new(function, id, parameters, result, implementation);

    /// <summary>A function called as <c>a.name(b)</c>; the target is the first parameter.</summary>
    public static CelOverload Member(
        string function, string id, ImmutableArray<CelType> parameters, CelType result, CelFunction implementation) =>
        new(function, id, parameters, result, implementation) { IsMember = true };

    private static IEnumerable<string> NamesIn(CelType type) =>
        type.Kind == CelKind.TypeParameter ? [type.Name] : type.Parameters.SelectMany(NamesIn);
}
