using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>The object types that the rules at one place of a schema come upon.</summary>
internal sealed class RuleTypes : ICelTypeProvider
{
    private readonly Dictionary<string, RuleType>? _objects;

    public RuleTypes()
        : this([])
    {
    }

    private RuleTypes(Dictionary<string, RuleType>? objects) => _objects = objects;

    /// <summary>Keeps no type: for those that are looked at and not used.</summary>
    public static RuleTypes Forgotten { get; } = new(objects: null);

    /// <summary>Makes an object type known by its name.</summary>
    public RuleType Register(string name, RuleType type)
    {
        _objects?.TryAdd(name, type);
        return type;
    }

    public CelType? FindType(string name) => _objects is not null && _objects.TryGetValue(name, out var type) ? type.Type : null;

    public CelField? FindField(string typeName, string fieldName) =>
        _objects is not null && _objects.TryGetValue(typeName, out var type) && type.Field(fieldName) is { } field ? new CelField(field.Type) : null;

    public CelValue? FindConstant(string name) => null;

    public CelValue CreateObject(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields) =>
        new CelError($"unknown type: {typeName}");
}
