using System.Collections.Immutable;
using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>The functions that a call may mean; which one is decided by the arguments' kinds.</summary>
internal sealed class CallTarget
{
    private readonly string _function;
    private readonly Candidate[] _candidates;

    /// <param name="function">Name of the function.</param>
    /// <param name="overloads">The overloads.</param>
    /// <param name="specialized">What one overload was prepared to for constant arguments; null where it was not.</param>
    public CallTarget(string function, ImmutableArray<CelOverload> overloads, CelFunction? specialized = null)
    {
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
        // Operators do not tell their arguments.
        if (!char.IsAsciiLetter(_function[0]))
        {
            return CelError.NoSuchOverload;
        }

        return new CelError($"no such overload: {_function}({string.Join(", ", arguments.ToArray().Select(a => a.Type.Name))})");
    }

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

        private static bool Fits(CelValue value, CelType type) => type.Kind switch
        {
            CelKind.Dyn or CelKind.Any or CelKind.TypeParameter => true,
            CelKind.Opaque => value.Kind == CelKind.Opaque && value.Type.Name == type.Name,
            CelKind.Wrapper => value.Kind == type.Parameters[0].Kind || value.Kind == CelKind.Null,
            CelKind.Object => value.Kind is CelKind.Object or CelKind.Map,
            _ => value.Kind == type.Kind,
        };
    }
}
