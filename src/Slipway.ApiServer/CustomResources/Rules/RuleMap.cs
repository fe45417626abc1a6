using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Slipway.Cel.Values;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>A JSON object as a map: by the names of its fields as expressions write them, or by plain keys.</summary>
internal sealed class RuleMap(JsonObject map, Schema schema, bool isResource) : CelMap
{
    // An object with declared fields, as distinct from one whose keys are data.
    private readonly bool _hasFields = isResource || schema.Properties.Count > 0;

    public override int Count => map.Count;

    public override IEnumerable<CelValue> Keys
    {
        get
        {
            foreach (var (name, _) in map)
            {
                if (SchemaOf(name) is not null)
                {
                    yield return new CelString((_hasFields ? FieldEscapes.Escape(name) : null) ?? name);
                }
            }
        }
    }

    public override bool TryGet(CelValue key, [NotNullWhen(true)] out CelValue? value)
    {
        value = null;
        return key is CelString name && TryGetField(name.Value, out value);
    }

    public override bool TryGetField(string name, [NotNullWhen(true)] out CelValue? value)
    {
        value = null;
        var field = _hasFields ? FieldEscapes.Unescape(name) : name;

        // A null in a declared field is an absent field.
        if (field is null || !map.TryGetPropertyValue(field, out var node) || (_hasFields && node is null) || SchemaOf(field) is not { } child)
        {
            return false;
        }

        value = RuleValues.Of(node, child);
        return true;
    }

    public override bool EqualTo(CelValue other)
    {
        if (other is not CelMap theirs || theirs.Count != Count)
        {
            return false;
        }

        foreach (var (name, node) in map)
        {
            if (SchemaOf(name) is null)
            {
                // What no schema describes is compared as it is.
                if (theirs is RuleMap same && same.Find(name, out var their) && !JsonNode.DeepEquals(node, their))
                {
                    return false;
                }

                continue;
            }

            var key = (_hasFields ? FieldEscapes.Escape(name) : null) ?? name;
            var found = TryGetField(key, out var ours);
            if (found != theirs.TryGetField(key, out var value) || (found && !ours!.EqualTo(value!)))
            {
                return false;
            }
        }

        return true;
    }

    public override int HashValue() => base.HashValue();

    private bool Find(string name, out JsonNode? node) => map.TryGetPropertyValue(name, out node);

    private Schema? SchemaOf(string field)
    {
        if (!_hasFields)
        {
            return schema.AdditionalProperties;
        }

        return (isResource ? ResourceMetadata.Find(field, schema) : null) ?? schema.Properties.GetValueOrDefault(field);
    }
}
