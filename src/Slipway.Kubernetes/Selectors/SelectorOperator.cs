namespace Slipway.Kubernetes.Selectors;

/// <summary>How a requirement compares a label or field with its values.</summary>
public enum SelectorOperator
{
    /// <summary>Present and equal: <c>key=value</c>.</summary>
    Equals,

    /// <summary>Present and equal, written <c>key==value</c>.</summary>
    DoubleEquals,

    /// <summary>Absent or different: <c>key!=value</c>.</summary>
    NotEquals,

    /// <summary>Present with one of the values.</summary>
    In,

    /// <summary>Absent, or present with another value.</summary>
    NotIn,

    /// <summary>Present with any value.</summary>
    Exists,

    /// <summary>Absent.</summary>
    DoesNotExist,

    /// <summary>Present with an integer greater than the value.</summary>
    GreaterThan,

    /// <summary>Present with an integer less than the value.</summary>
    LessThan,
}
