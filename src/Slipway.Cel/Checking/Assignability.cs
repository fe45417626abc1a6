using System.Collections.Immutable;
using Slipway.Cel.Types;

namespace Slipway.Cel.Checking;

/// <summary>Whether a value of one type may stand where another type is wanted; finds out what type parameters stand for.</summary>
internal static class Assignability
{
    public static bool IsAssignable(this TypeMapping mapping, CelType from, CelType to) =>
        mapping.Try((from, to), static (m, t) => Matches(m, t.from, t.to));

    public static bool AreAssignable(this TypeMapping mapping, ImmutableArray<CelType> from, ImmutableArray<CelType> to) =>
        mapping.Try((from, to), static (m, t) => AllMatch(m, t.from, t.to));

    public static CelType MostGeneral(CelType a, CelType b) => IsEqualOrLessSpecific(a, b) ? a : b;

    private static bool AllMatch(TypeMapping mapping, ImmutableArray<CelType> from, ImmutableArray<CelType> to)
    {
        if (from.Length != to.Length)
        {
            return false;
        }

        for (var i = 0; i < from.Length; i++)
        {
            if (!Matches(mapping, from[i], to[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Matches(TypeMapping mapping, CelType from, CelType to)
    {
        if (to.Kind == CelKind.TypeParameter)
        {
            var (isValid, hadSubstitute) = TrySubstitute(mapping, from, to);
            if (isValid || hadSubstitute)
            {
                return isValid;
            }
        }

        if (from.Kind == CelKind.TypeParameter)
        {
            return TrySubstitute(mapping, to, from).IsValid;
        }

        if (from.IsDynamicOrError || to.IsDynamicOrError)
        {
            return true;
        }

        if (from.Kind == CelKind.Null)
        {
            return IsNullable(to);
        }

        if (to.Kind == CelKind.Null)
        {
            return IsNullable(from);
        }

        var (a, b) = (Unwrap(from), Unwrap(to));
        return a.Kind == b.Kind && a.Kind switch
        {
            CelKind.Type => true,
            CelKind.Opaque or CelKind.List or CelKind.Map => a.Name == b.Name && AllMatch(mapping, a.Parameters, b.Parameters),
            _ => a.Name == b.Name,
        };
    }

    private static CelType Unwrap(CelType type) => type.Kind == CelKind.Wrapper ? type.Parameters[0] : type;

    private static bool IsNullable(CelType type) =>
        type.Kind is CelKind.Null or CelKind.Opaque or CelKind.Object or CelKind.Any
            or CelKind.Duration or CelKind.Timestamp or CelKind.Wrapper;

    private static (bool IsValid, bool HadSubstitute) TrySubstitute(TypeMapping mapping, CelType type, CelType parameter)
    {
        if (type.Equals(parameter))
        {
            return (true, true);
        }

        if (mapping.Find(parameter) is { } substitute)
        {
            if (type.Equals(substitute))
            {
                return (true, true);
            }

            if (!Matches(mapping, type, substitute))
            {
                return (false, true);
            }

            var general = MostGeneral(type, substitute);
            if (IsNotWithin(mapping, parameter, general))
            {
                mapping.Set(parameter, general);
            }

            return (true, true);
        }

        if (!IsNotWithin(mapping, parameter, type))
        {
            return (false, false);
        }

        mapping.Set(parameter, type);
        return (true, false);
    }

    // A parameter must not stand for a type that contains it.
    private static bool IsNotWithin(TypeMapping mapping, CelType parameter, CelType type)
    {
        if (parameter.Equals(type))
        {
            return false;
        }

        return type.Kind == CelKind.TypeParameter
            ? mapping.Find(type) is not { } substitute || IsNotWithin(mapping, parameter, substitute)
            : type.Parameters.All(p => IsNotWithin(mapping, parameter, p));
    }

    private static bool IsEqualOrLessSpecific(CelType a, CelType b)
    {
        if (a.IsDynamic || a.Kind == CelKind.TypeParameter)
        {
            return true;
        }

        if (a.Kind == CelKind.Wrapper)
        {
            return a.Parameters[0].Equals(Unwrap(b));
        }

        if (b.IsDynamic || b.Kind == CelKind.TypeParameter || a.Kind != b.Kind)
        {
            return false;
        }

        return a.Kind switch
        {
            CelKind.Opaque or CelKind.List or CelKind.Map =>
                a.Name == b.Name && a.Parameters.Length == b.Parameters.Length && a.Parameters.Zip(b.Parameters).All(
                    p => IsEqualOrLessSpecific(p.First, p.Second)),
            CelKind.Type => true,
            _ => a.Equals(b),
        };
    }
}
