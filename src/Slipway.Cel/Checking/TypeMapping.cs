using Slipway.Cel.Types;

namespace Slipway.Cel.Checking;

/// <summary>What the type parameters of an expression stand for. Attempts can be taken back.</summary>
internal sealed class TypeMapping
{
    private readonly Dictionary<string, CelType> _types = new(StringComparer.Ordinal);
    private readonly Stack<(string Name, CelType? Former)> _changes = new();

    public CelType? Find(CelType type) => type.Kind == CelKind.TypeParameter ? _types.GetValueOrDefault(type.Name) : null;

    public void Set(CelType parameter, CelType type)
    {
        _changes.Push((parameter.Name, _types.GetValueOrDefault(parameter.Name)));
        _types[parameter.Name] = type;
    }

    /// <summary>Keeps what an attempt has set only where it succeeds.</summary>
    public bool Try<T>(T state, Func<TypeMapping, T, bool> attempt)
    {
        var before = _changes.Count;
        if (attempt(this, state))
        {
            return true;
        }

        while (_changes.Count > before)
        {
            var (name, former) = _changes.Pop();
            if (former is null)
            {
                _types.Remove(name);
            }
            else
            {
                _types[name] = former;
            }
        }

        return false;
    }

    /// <summary>The type with its parameters replaced by what they stand for.</summary>
    /// <param name="type">The type.</param>
    /// <param name="freeToDyn">Whether a parameter that stands for nothing becomes <c>dyn</c>.</param>
    public CelType Substitute(CelType type, bool freeToDyn)
    {
        if (Find(type) is { } found)
        {
            return Substitute(found, freeToDyn);
        }

        switch (type.Kind)
        {
            case CelKind.TypeParameter:
                return freeToDyn ? CelType.Dyn : type;
            case CelKind.List:
                var element = Substitute(type.Parameters[0], freeToDyn);
                return ReferenceEquals(element, type.Parameters[0]) ? type : CelType.List(element);
            case CelKind.Map:
                var key = Substitute(type.Parameters[0], freeToDyn);
                var value = Substitute(type.Parameters[1], freeToDyn);
                return ReferenceEquals(key, type.Parameters[0]) && ReferenceEquals(value, type.Parameters[1])
                    ? type
                    : CelType.Map(key, value);
            case CelKind.Opaque when !type.Parameters.IsEmpty:
                return CelType.Opaque(type.Name, [.. type.Parameters.Select(p => Substitute(p, freeToDyn))]);
            case CelKind.Type when !type.Parameters.IsEmpty:
                return CelType.TypeOf(Substitute(type.Parameters[0], freeToDyn));
            default:
                return type;
        }
    }
}
