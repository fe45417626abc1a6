using Slipway.Cel.Values;

namespace Slipway.Cel.Types;

/// <summary>Tells a compiler which named types exist and what fields their objects have.</summary>
public interface ICelTypeProvider
{
    /// <summary>The type of this fully qualified name; null where there is none. Called for names in expressions.</summary>
    CelType? FindType(string name);

    /// <summary>A field of an object type; null where the type or the field is unknown.</summary>
    CelField? FindField(string typeName, string fieldName);

    /// <summary>A constant, such as an enum's value, by its fully qualified name; null where there is none.</summary>
    CelValue? FindConstant(string name);

    /// <summary>
    /// Makes an object from a literal <c>Name{field: value}</c>. Answers a <see cref="CelError"/> where a value does not fit.
    /// </summary>
    CelValue CreateObject(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields);
}
