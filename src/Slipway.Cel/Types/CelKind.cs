namespace Slipway.Cel.Types;

/// <summary>
/// The kind of a type or of a value. Values never have the kinds <see cref="Dyn"/>, <see cref="Any"/>, <see cref="Wrapper"/> or <see
/// cref="TypeParameter"/>.
/// </summary>
public enum CelKind
{
    /// <summary>The type of <c>null</c>.</summary>
    Null,

    /// <summary>Boolean.</summary>
    Bool,

    /// <summary>64-bit signed integer.</summary>
    Int,

    /// <summary>64-bit unsigned integer.</summary>
    UInt,

    /// <summary>64-bit IEEE 754 number.</summary>
    Double,

    /// <summary>Sequence of Unicode code points.</summary>
    String,

    /// <summary>Sequence of bytes.</summary>
    Bytes,

    /// <summary>A point in time.</summary>
    Timestamp,

    /// <summary>A span of time.</summary>
    Duration,

    /// <summary>List of values.</summary>
    List,

    /// <summary>Map of keys to values.</summary>
    Map,

    /// <summary>Object with named, declared fields.</summary>
    Object,

    /// <summary>A type as a value.</summary>
    Type,

    /// <summary>Abstract type without accessible fields; an optional is one.</summary>
    Opaque,

    /// <summary>An error: the type of an ill-typed expression, or the value of a failed one.</summary>
    Error,

    /// <summary>Any value; checked when evaluated.</summary>
    Dyn,

    /// <summary><c>google.protobuf.Any</c>: behaves as <see cref="Dyn"/>.</summary>
    Any,

    /// <summary>A primitive that may be null.</summary>
    Wrapper,

    /// <summary>A parameter of a generic declaration.</summary>
    TypeParameter,
}
