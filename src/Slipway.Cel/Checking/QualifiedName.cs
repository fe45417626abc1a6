using Slipway.Cel.Syntax;

namespace Slipway.Cel.Checking;

/// <summary>Selections that may be one qualified name.</summary>
internal static class QualifiedName
{
    /// <summary>First part and whole of <c>a.b.c</c>; null where the expression is something else.</summary>
    public static (string First, string Name)? Of(CelExpr expr)
    {
        var parts = new Stack<string>();
        while (expr is CelSelect { IsTest: false } select)
        {
            parts.Push(select.Field);
            expr = select.Operand;
        }

        if (expr is not CelIdent ident)
        {
            return null;
        }

        parts.Push(ident.Name);
        return (ident.Name, string.Join('.', parts));
    }
}
