using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>
/// The types that expressions which change objects make: <c>Object</c> and <c>Object.spec.template</c>, named by the fields on the way, and
/// <c>JSONPatch</c>. What fields an object may have is found out when it is merged.
/// </summary>
/// <param name="others">The types that all expressions about requests know.</param>
internal sealed class PatchTypes(ICelTypeProvider others) : ICelTypeProvider
{
    public static readonly CelType Object = CelType.Object("Object");
    public static readonly CelType Operation = CelType.Object("JSONPatch");

    public CelType? FindType(string name) => IsObject(name) || name == Operation.Name ? CelType.Object(name) : others.FindType(name);

    public CelField? FindField(string typeName, string fieldName) =>
        IsObject(typeName) || (typeName == Operation.Name && fieldName == "value") ? new CelField(CelType.Dyn)
        : typeName != Operation.Name ? others.FindField(typeName, fieldName)
        : fieldName is "op" or "path" or "from" ? new CelField(CelType.String)
        : null;

    public CelValue? FindConstant(string name) => others.FindConstant(name);

    public CelValue CreateObject(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields) =>
        FindType(typeName) is { } type && (IsObject(typeName) || typeName == Operation.Name)
            ? new PatchObject(type, fields)
            : others.CreateObject(typeName, fields);

    private static bool IsObject(string name) => name == Object.Name || name.StartsWith("Object.", StringComparison.Ordinal);
}
