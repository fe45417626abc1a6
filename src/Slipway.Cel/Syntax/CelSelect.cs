namespace Slipway.Cel.Syntax;

/// <summary>A field of an operand: <c>a.b</c>, or the test <c>has(a.b)</c>.</summary>
public sealed class CelSelect(int id, CelExpr operand, string field, bool isTest = false) : CelExpr(id)
{
    /// <summary>What the field is read from.</summary>
    public CelExpr Operand { get; } = operand;

    /// <summary>Name of the field.</summary>
    public string Field { get; } = field;

    /// <summary>Whether only the presence is asked for.</summary>
    public bool IsTest { get; } = isTest;
}
