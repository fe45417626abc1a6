namespace Slipway.Cel.Syntax;

/// <summary>A node of an expression's tree. Immutable.</summary>
/// <param name="id">Number of the node, unique in its expression.</param>
public abstract class CelExpr(int id)
{
    /// <summary>Number of the node, unique in its expression; its place in the text is found by it.</summary>
    public int Id { get; } = id;
}
