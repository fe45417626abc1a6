namespace Slipway.Cel.Syntax;

/// <summary>Names of the operators as functions.</summary>
public static class CelOperators
{
    /// <summary><c>a ? b : c</c>.</summary>
    public const string Conditional = "_?_:_";

    /// <summary><c>a &amp;&amp; b</c>.</summary>
    public const string LogicalAnd = "_&&_";

    /// <summary><c>a || b</c>.</summary>
    public const string LogicalOr = "_||_";

    /// <summary><c>!a</c>.</summary>
    public const string LogicalNot = "!_";

    /// <summary><c>a == b</c>.</summary>
    public const string Equal = "_==_";

    /// <summary><c>a != b</c>.</summary>
    public const string NotEqual = "_!=_";

    /// <summary><c>a &lt; b</c>.</summary>
    public const string Less = "_<_";

    /// <summary><c>a &lt;= b</c>.</summary>
    public const string LessOrEqual = "_<=_";

    /// <summary><c>a &gt; b</c>.</summary>
    public const string Greater = "_>_";

    /// <summary><c>a &gt;= b</c>.</summary>
    public const string GreaterOrEqual = "_>=_";

    /// <summary><c>a + b</c>.</summary>
    public const string Add = "_+_";

    /// <summary><c>a - b</c>.</summary>
    public const string Subtract = "_-_";

    /// <summary><c>a * b</c>.</summary>
    public const string Multiply = "_*_";

    /// <summary><c>a / b</c>.</summary>
    public const string Divide = "_/_";

    /// <summary><c>a % b</c>.</summary>
    public const string Modulo = "_%_";

    /// <summary><c>-a</c>.</summary>
    public const string Negate = "-_";

    /// <summary><c>a[b]</c>.</summary>
    public const string Index = "_[_]";

    /// <summary><c>a[?b]</c>.</summary>
    public const string OptionalIndex = "_[?_]";

    /// <summary><c>a.?b</c>.</summary>
    public const string OptionalSelect = "_?._";

    /// <summary><c>a in b</c>.</summary>
    public const string In = "@in";

    /// <summary>True of anything but false; used by <c>all</c> and <c>exists</c>.</summary>
    public const string NotStrictlyFalse = "@not_strictly_false";
}
