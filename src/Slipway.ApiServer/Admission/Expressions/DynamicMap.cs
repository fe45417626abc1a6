using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>A JSON object as a map of strings to anything.</summary>
internal sealed class DynamicMap(JsonObject map) : CelMap
{
    public override int Count => map.Count;

    public override IEnumerable<CelValue> Keys => map.Select(p => new CelString(p.Key));

    public override bool TryGet(CelValue key, [NotNullWhen(true)] out CelValue? value)
    {
        value = null;
        return key is CelString name && TryGetField(name.Value, out value);
    }

    public override bool TryGetField(string name, [NotNullWhen(true)] out CelValue? value)
    {
        var found = map.TryGetPropertyValue(name, out var node);
        value = found ? DynamicValues.Of(node) : null;
        return found;
    }
}
