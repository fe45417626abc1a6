using System.Collections.Immutable;
using Slipway.Cel.Libraries;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>The functions that a call may mean; which one is decided by the arguments' kinds.</summary>
internal sealed class CallTarget
{
    private readonly string _function;
    private readonly Candidate[] _candidates;
    private readonly ImmutableArray<CelOverload> _all;

    /// <param name="function">Name of the function.</param>
    /// <param name="overloads">The overloads that the arguments' types allow.</param>
    /// <param name="all">All overloads of the function: an error tells whether another would have taken the first argument.</param>
    /// <param name="specialized">What one overload was prepared to for constant arguments; null where it was not.</param>
    public CallTarget(string function, ImmutableArray<CelOverload> overloads, ImmutableArray<CelOverload> all, CelFunction? specialized = null)
    {
        _all = all;
        _function = function;
        _candidates = [.. overloads.Select(o => new Candidate(o, specialized ?? o.Implementation))];
        IsStrict = overloads.All(o => o.IsStrict);
    }

    public bool IsStrict { get; }

    public CelValue Invoke(ReadOnlySpan<CelValue> arguments)
    {
        foreach (var candidate in _candidates)
        {
            if (candidate.Accepts(arguments))
            {
                return candidate.Implementation(arguments);
            }
        }

        return NoOverload(arguments);
    }

    private CelError NoOverload(ReadOnlySpan<CelValue> arguments)
    {
        // The texts are those of cel-go, where some functions look only at their first argument before they are called.
        if (IsDispatchedByFirst(_function))
        {
            return _function is not (CelOperators.LogicalNot or CelOperators.In) && !AnyAcceptsFirst(arguments[0])
                ? new CelError($"no such overload: {_function}")
                : CelError.NoSuchOverload;
        }

        return new CelError($"no such overload: {_function}({string.Join(", ", arguments.ToArray().Select(a => a.Type.Name))})");
    }

    private static bool IsDispatchedByFirst(string function) =>
        !char.IsAsciiLetter(function[0]) || function is "size" or "matches" or "contains" or "startsWith" or "endsWith";

    private bool AnyAcceptsFirst(CelValue argument) =>
        _function is "contains" or "startsWith" or "endsWith" || _all.Any(o => Candidate.Fits(argument, o.Parameters[0]));

    private sealed class Candidate(CelOverload overload, CelFunction implementation)
    {
        private readonly CelType[] _parameters = [.. overload.Parameters];

        public CelFunction Implementation { get; } = implementation;

        public bool Accepts(ReadOnlySpan<CelValue> arguments)
        {
            for (var i = 0; i < _parameters.Length; i++)
            {
                if (!Fits(arguments[i], _parameters[i]))
                {
                    return !overload.IsStrict && arguments[i].IsError;
                }
            }

            return true;
        }

        public static bool Fits(CelValue value, CelType type) => type.Kind switch
        {
            CelKind.Dyn or CelKind.Any or CelKind.TypeParameter => true,
            CelKind.Opaque => value.Kind == CelKind.Opaque && value.Type.Name == type.Name,
            CelKind.Wrapper => value.Kind == type.Parameters[0].Kind || value.Kind == CelKind.Null,
            CelKind.Object => value.Kind is CelKind.Object or CelKind.Map,
            _ => value.Kind == type.Kind,
        };
    }
}
