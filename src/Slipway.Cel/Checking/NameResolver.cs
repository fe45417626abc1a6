using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Checking;

/// <summary>Finds out what names mean. Local variables come and go while an expression is checked.</summary>
internal sealed class NameResolver(CelEnvironment environment)
{
    private readonly Stack<CelVariable> _locals = new();

    public string Container => environment.Container;

    public void Push(string name, CelType type) => _locals.Push(new CelVariable(name, type));

    public void Pop() => _locals.Pop();

    public ResolvedName? Simple(string name)
    {
        var local = Local(name);
        return local is not null ? new ResolvedName(local.Name, local.Type, null) : Global(name, Local(name.TrimStart('.')) is not null);
    }

    /// <summary>Selections such as <c>a.b.c</c> as one name; null where the first part is a local variable.</summary>
    public ResolvedName? Qualified(string first, string name) =>
        Local(first) is null ? Global(name, Local(first.TrimStart('.')) is not null) : null;

    public (string Name, CelType Type)? TypeByName(string name)
    {
        foreach (var candidate in Names.Candidates(Container, name))
        {
            if (NamedType(candidate) is { } type)
            {
                return (candidate, type);
            }
        }

        return null;
    }

    public (string Name, IReadOnlyList<CelOverload> Overloads)? Function(string name)
    {
        foreach (var candidate in Names.Candidates(Container, name))
        {
            if (environment.Functions.FindFunction(candidate) is { IsEmpty: false } overloads)
            {
                return (candidate, overloads);
            }
        }

        return null;
    }

    public CelField? Field(string typeName, string field) => environment.Types?.FindField(typeName, field);

    private ResolvedName? Global(string name, bool isHidden)
    {
        foreach (var candidate in Names.Candidates(Container, name))
        {
            var shown = isHidden ? $".{candidate}" : candidate;
            if (environment.FindVariable(candidate) is { } variable)
            {
                return new ResolvedName(shown, variable, null);
            }

            if (NamedType(candidate) is { } type)
            {
                return new ResolvedName(shown, CelType.TypeOf(type), new CelTypeValue(type));
            }

            if (environment.Types?.FindConstant(candidate) is { } constant)
            {
                return new ResolvedName(shown, constant.Type, constant);
            }
        }

        return null;
    }

    private CelType? NamedType(string name) => environment.Functions.FindType(name) ?? environment.Types?.FindType(name);

    private CelVariable? Local(string name) => name.StartsWith('.') ? null : _locals.FirstOrDefault(v => v.Name == name);
}
