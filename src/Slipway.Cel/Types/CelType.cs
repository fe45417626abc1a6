using System.Collections.Immutable;

namespace Slipway.Cel.Types;

/// <summary>A type of the Common Expression Language. Immutable; two types with the same structure are equal.</summary>
public sealed class CelType : IEquatable<CelType>
{
    private const string OptionalName = "optional_type";

    private readonly string _shownName;

    private CelType(CelKind kind, string name, string? shownName = null, params ImmutableArray<CelType> parameters)
    {
        Kind = kind;
        Name = name;
        Parameters = parameters;
        _shownName = shownName ?? name;
        foreach (var parameter in parameters)
        {
            Size = Math.Min(int.MaxValue / 4, Size + parameter.Size);
        }
    }

    /// <summary>The type of null.</summary>
    public static CelType Null { get; } = new(CelKind.Null, "null_type", "null");

    /// <summary>Boolean.</summary>
    public static CelType Bool { get; } = new(CelKind.Bool, "bool");

    /// <summary>64-bit signed integer.</summary>
    public static CelType Int { get; } = new(CelKind.Int, "int");

    /// <summary>64-bit unsigned integer.</summary>
    public static CelType UInt { get; } = new(CelKind.UInt, "uint");

    /// <summary>Double.</summary>
    public static CelType Double { get; } = new(CelKind.Double, "double");

    /// <summary>String.</summary>
    public static CelType String { get; } = new(CelKind.String, "string");

    /// <summary>Bytes.</summary>
    public static CelType Bytes { get; } = new(CelKind.Bytes, "bytes");

    /// <summary>Point in time.</summary>
    public static CelType Timestamp { get; } = new(CelKind.Timestamp, "google.protobuf.Timestamp", "timestamp");

    /// <summary>Span of time.</summary>
    public static CelType Duration { get; } = new(CelKind.Duration, "google.protobuf.Duration", "duration");

    /// <summary>The type of types.</summary>
    public static CelType Type { get; } = new(CelKind.Type, "type");

    /// <summary>Any value.</summary>
    public static CelType Dyn { get; } = new(CelKind.Dyn, "dyn");

    /// <summary><c>google.protobuf.Any</c>.</summary>
    public static CelType Any { get; } = new(CelKind.Any, "google.protobuf.Any", "any");

    /// <summary>The type of an expression that could not be typed.</summary>
    public static CelType Error { get; } = new(CelKind.Error, "error", "!error!");

    /// <summary><c>list(dyn)</c>.</summary>
    public static CelType ListOfDyn { get; } = List(Dyn);

    /// <summary><c>map(dyn, dyn)</c>.</summary>
    public static CelType MapOfDyn { get; } = Map(Dyn, Dyn);

    /// <summary>Kind of the type.</summary>
    public CelKind Kind { get; }

    /// <summary>The name by which <c>type(x)</c> shows the type; a type parameter's own name.</summary>
    public string Name { get; }

    /// <summary>A list's element, a map's key and value, an opaque type's or a wrapper's arguments; else empty.</summary>
    public ImmutableArray<CelType> Parameters { get; }

    /// <summary>Whether this is <c>optional_type(T)</c>.</summary>
    public bool IsOptional => Kind == CelKind.Opaque && Name == OptionalName;

    /// <summary>How many types it is made of. A few bindings in each other can make types of any size, so the checker bounds it.</summary>
    internal int Size { get; } = 1;

    internal bool IsDynamicOrError => IsDynamic || Kind == CelKind.Error;

    internal bool IsDynamic => Kind is CelKind.Dyn or CelKind.Any;

    /// <summary>List of <paramref name="element"/>.</summary>
    public static CelType List(CelType element) => new(CelKind.List, "list", null, element);

    /// <summary>Map of <paramref name="key"/> to <paramref name="value"/>.</summary>
    public static CelType Map(CelType key, CelType value) => new(CelKind.Map, "map", null, key, value);

    /// <summary>A value of <paramref name="value"/> that may be absent.</summary>
    public static CelType Optional(CelType value) => new(CelKind.Opaque, OptionalName, null, value);

    /// <summary>An abstract type by its name.</summary>
    public static CelType Opaque(string name, params ImmutableArray<CelType> parameters) => new(CelKind.Opaque, name, null, parameters);

    /// <summary>An object type by its name; its fields are told by an <see cref="ICelTypeProvider"/>.</summary>
    public static CelType Object(string name) => new(CelKind.Object, name);

    /// <summary>A type parameter of a generic declaration.</summary>
    public static CelType TypeParameter(string name) => new(CelKind.TypeParameter, name);

    /// <summary>The type whose values are types of <paramref name="type"/>.</summary>
    public static CelType TypeOf(CelType type) => new(CelKind.Type, "type", null, type);

    /// <summary>A primitive type (bool, bytes, double, int, string, uint) that also takes null.</summary>
    public static CelType Wrapper(CelType primitive) => new(CelKind.Wrapper, primitive.Name, "wrapper", primitive);

    /// <inheritdoc/>
    public bool Equals(CelType? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Kind == other.Kind && Name == other.Name && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CelType);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, string.GetHashCode(Name, StringComparison.Ordinal), Size);

    /// <summary>The type as error messages write it: <c>map(string, list(int))</c>.</summary>
    public override string ToString() => Parameters.IsEmpty ? _shownName : $"{_shownName}({string.Join(", ", Parameters)})";
}
