namespace Slipway.Cel.Syntax;

/// <summary>A name. In a checked expression it is fully qualified.</summary>
public sealed class CelIdent(int id, string name) : CelExpr(id)
{
    /// <summary>The name; a leading dot looks it up outside all local variables and the container.</summary>
    public string Name { get; } = name;
}
