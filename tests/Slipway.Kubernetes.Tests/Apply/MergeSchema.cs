using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Tests.Apply;

/// <summary>A kind with one field of each sort that merging treats in a way of its own.</summary>
internal static class MergeSchema
{
    public static Schema Thing => Read(Definitions);

    /// <summary>As <see cref="Thing"/>, but its structure, map and keyed list are each one leaf.</summary>
    public static Schema ThingOfLeaves => Read(Definitions
        .Replace("'struct': {", "'struct': {'x-kubernetes-map-type': 'atomic', ", StringComparison.Ordinal)
        .Replace("'map': {", "'map': {'x-kubernetes-map-type': 'atomic', ", StringComparison.Ordinal)
        .Replace("'items': {'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'],", "'items': {'type': 'array',", StringComparison.Ordinal));

    private const string Definitions = """
        {'Thing': {'type': 'object', 'properties': {
          'struct': {'type': 'object', 'properties': {'name': {'type': 'string'}, 'value': {'type': 'number'}}},
          'map': {'type': 'object', 'additionalProperties': {'type': 'string'}},
          'maps': {'type': 'object', 'additionalProperties': {'type': 'object', 'additionalProperties': {'type': 'string'}}},
          'set': {'type': 'array', 'x-kubernetes-list-type': 'set', 'items': {'type': 'string'}},
          'numbers': {'type': 'array', 'x-kubernetes-list-type': 'set', 'items': {'type': 'number'}},
          'items': {'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'], 'items': {'type': 'object', 'properties': {
            'name': {'type': 'string'}, 'value': {'type': 'number'}, 'tags': {'type': 'array', 'x-kubernetes-list-type': 'set', 'items': {'type': 'string'}}}}},
          'ports': {'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['port', 'protocol'], 'items': {'type': 'object', 'properties': {
            'port': {'type': 'number'}, 'protocol': {'type': 'string', 'default': 'TCP'}, 'name': {'type': 'string'}}}},
          'atomicList': {'type': 'array', 'items': {'type': 'string'}},
          'atomicMap': {'type': 'object', 'x-kubernetes-map-type': 'atomic', 'additionalProperties': {'type': 'string'}},
          'free': {'type': 'object', 'x-kubernetes-preserve-unknown-fields': true}}}}
        """;

    private static Schema Read(string definitions) =>
        SchemaDefinitions.Parse(System.Text.Encoding.UTF8.GetBytes(definitions.Replace('\'', '"'))).Find("Thing")!;
}
