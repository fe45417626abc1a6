using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// Drops the fields of an object that its schema does not name, as kube-apiserver does before it stores one
/// (<c>x-kubernetes-preserve-unknown-fields</c> keeps them).
/// </summary>
public static class SchemaPruner
{
    /// <summary>
    /// Drops unknown fields from <paramref name="resource"/>, a whole Kubernetes object; apiVersion, kind and metadata stay, and metadata
    /// is pruned inside when the schema names it (see <see cref="Schema.AsResource"/>).
    /// </summary>
    /// <returns>Paths of the dropped fields, such as <c>spec.ports[0].nam</c>, in ordinal order; empty when there were none.</returns>
    public static IReadOnlyList<string> Prune(JsonObject resource, Schema schema)
    {
        var walk = new Walk();
        walk.PruneObject(resource, schema, isResource: true);
        walk.Unknown.Sort(StringComparer.Ordinal);
        return walk.Unknown;
    }

    /// <summary>Drops unknown fields from any value, such as a default.</summary>
    /// <returns>Paths of the dropped fields; empty when there were none.</returns>
    public static IReadOnlyList<string> PruneValue(JsonNode? value, Schema schema)
    {
        var walk = new Walk();
        walk.Prune(value, schema);
        return walk.Unknown;
    }

    /// <summary>Sentence of a strict decoding error for one dropped field: <c>unknown field "spec.foo"</c>.</summary>
    public static string UnknownField(string path) => $"unknown field {GoText.Quote(path)}";

    private sealed class Walk
    {
        // What the paths may add up to; what is dropped after that is not told.
        private const int MaxPathsLength = 256 << 10;

        private readonly FieldPath _path = new();
        private int _pathsLength;

        public List<string> Unknown { get; } = [];

        public void PruneObject(JsonObject map, Schema? schema, bool isResource)
        {
            List<string>? drop = null;
            foreach (var (name, value) in map)
            {
                if (isResource && name is ("apiVersion" or "kind" or "metadata") && schema is not { DescribesMetadata: true })
                {
                    continue;
                }

                if (schema is not null && schema.PropertyTable.TryGetValue(name, out var property))
                {
                    _path.PushField(name);
                    Prune(value, property);
                    _path.Pop();
                }
                else if (schema is not null && (schema.AdditionalProperties is not null || schema.AllowsAdditionalProperties is not null))
                {
                    _path.PushKey(name);
                    Prune(value, schema.AdditionalProperties);
                    _path.Pop();
                }
                else if (schema is null || !schema.PreserveUnknownFields)
                {
                    (drop ??= []).Add(name);
                }
            }

            if (drop is not null)
            {
                JsonNodes.RemoveAll(map, drop);
                Tell(drop);
            }
        }

        public void Prune(JsonNode? value, Schema? schema)
        {
            switch (value)
            {
                case JsonObject map:
                    PruneObject(map, schema, isResource: schema is { EmbeddedResource: true });
                    break;
                case JsonArray list when schema is not { PreserveUnknownFields: true, Items: null }:
                    for (var i = 0; i < list.Count; i++)
                    {
                        _path.PushIndex(i);
                        Prune(list[i], schema?.Items);
                        _path.Pop();
                    }

                    break;
            }
        }

        private void Tell(List<string> dropped)
        {
            foreach (var name in dropped)
            {
                if (_pathsLength > MaxPathsLength)
                {
                    return;
                }

                var path = _path.Dotted(name);
                _pathsLength += path.Length;
                Unknown.Add(path);
            }
        }
    }
}
