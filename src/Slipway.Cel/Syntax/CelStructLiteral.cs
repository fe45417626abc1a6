using System.Collections.Immutable;

namespace Slipway.Cel.Syntax;

/// <summary>An object literal: <c>Name{field: 1}</c>.</summary>
public sealed class CelStructLiteral(int id, string typeName, ImmutableArray<CelStructField> fields) : CelExpr(id)
{
    /// <summary>Name of the type; in a checked expression fully qualified.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>The fields.</summary>
    public ImmutableArray<CelStructField> Fields { get; } = fields;
}
