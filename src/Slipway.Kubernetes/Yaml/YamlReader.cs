using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Kubernetes.Yaml;

/// <summary>Builds JSON from YamlDotNet's events.</summary>
/// <param name="text">The text.</param>
/// <param name="duplicates">Gets a sentence for each repeated key, of which the last counts; null to refuse them.</param>
internal sealed class YamlReader(string text, List<string>? duplicates = null)
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    private readonly Parser _parser = new(new StringReader(text));
    private readonly Dictionary<string, Anchored> _anchors = new(StringComparer.Ordinal);
    private int _depth;
    private int _values;

    private long Line => _parser.Current?.Start.Line ?? 1;

    public IReadOnlyList<JsonNode> ReadAll()
    {
        var documents = new List<JsonNode>();
        try
        {
            while (Advance())
            {
                if (_parser.Current is DocumentStart)
                {
                    Advance();
                    _anchors.Clear();
                    if (ReadNode() is { } document)
                    {
                        documents.Add(document);
                    }
                }
            }
        }
        catch (YamlException e)
        {
            throw new YamlFormatException(e.InnerException?.Message ?? e.Message, e.Start.Line);
        }

        return documents;
    }

    // Leaves the parser on the last event of the node.
    private JsonNode? ReadNode()
    {
        Count(1);
        var start = _parser.Current;
        switch (start)
        {
            case AnchorAlias alias:
                return Expand(alias);
            case Scalar scalar:
                return Remember(scalar, ReadScalar(scalar));
            case SequenceStart sequence:
                Enter(sequence);
                var list = new JsonArray();
                while (Next() is not SequenceEnd)
                {
                    list.Add(ReadNode());
                }

                _depth--;
                return Remember(sequence, list);
            case MappingStart mapping:
                Enter(mapping);
                var map = ReadMapping();
                _depth--;
                return Remember(mapping, map);
            default:
                throw new YamlFormatException("the document has no value", Line);
        }
    }

    private JsonObject ReadMapping()
    {
        var map = new JsonObject();
        List<JsonNode?>? merged = null;
        while (Next() is not MappingEnd)
        {
            var line = Line;
            if (_parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain })
            {
                Next();
                (merged ??= []).Add(ReadNode());
                continue;
            }

            var key = ReadKey();
            if (map.ContainsKey(key))
            {
                Repeat(key, line);
            }

            Next();
            map[key] = ReadNode();
        }

        foreach (var source in merged ?? [])
        {
            Merge(map, source);
        }

        return map;
    }

    private void Repeat(string key, long line)
    {
        var problem = $"key {GoText.Quote(key)} already set in map";
        if (duplicates is null)
        {
            throw new YamlFormatException(problem, line);
        }

        duplicates.Add($"line {line}: {problem}");
    }

    // What the map itself says wins over what it merges in, and an earlier source over a later one.
    private void Merge(JsonObject map, JsonNode? source)
    {
        switch (source)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                {
                    if (!map.ContainsKey(name))
                    {
                        map[name] = value?.DeepClone();
                    }
                }

                break;
            case JsonArray sources when sources.All(item => item is JsonObject):
                foreach (var item in sources)
                {
                    Merge(map, item);
                }

                break;
            default:
                throw new YamlFormatException("map merge requires map or sequence of maps as the value", Line);
        }
    }

    private string ReadKey() => ReadNode() switch
    {
        null => throw new YamlFormatException("a key must not be null", Line),
        JsonValue scalar => scalar.GetValueKind() switch
        {
            JsonValueKind.String => scalar.GetValue<string>(),
            _ => scalar.ToJsonString(),
        },
        _ => throw new YamlFormatException("a key must be a scalar, not a list or a map", Line),
    };

    private JsonNode? ReadScalar(Scalar scalar)
    {
        var tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? "" : scalar.Tag.Value;
        if (tag == TagPrefix + "binary")
        {
            var bytes = new byte[scalar.Value.Length];
            return Convert.TryFromBase64String(scalar.Value, bytes, out var length)
                ? JsonValue.Create(Encoding.UTF8.GetString(bytes, 0, length))
                : throw new YamlFormatException("!!binary value contains invalid base64 data", Line);
        }

        var isPlain = tag.Length == 0
            ? scalar.IsPlainImplicit && scalar.Style == ScalarStyle.Plain && !scalar.Tag.IsNonSpecific
            : tag is TagPrefix + "int" or TagPrefix + "float" or TagPrefix + "bool" or TagPrefix + "null";
        if (isPlain && YamlScalars.IsNotFinite(scalar.Value))
        {
            throw new YamlFormatException($"{scalar.Value} cannot be a value of JSON", Line);
        }

        return isPlain && YamlScalars.Resolve(scalar.Value, out var value) ? value : JsonValue.Create(scalar.Value);
    }

    private JsonNode? Expand(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchored))
        {
            throw new YamlFormatException($"unknown anchor '{alias.Value.Value}' referenced", Line);
        }

        Count(anchored.Values);
        CheckDepth(_depth + anchored.Depth, alias);
        return anchored.Node?.DeepClone();
    }

    private JsonNode? Remember(NodeEvent start, JsonNode? node)
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = new Anchored(node, CountOf(node), DepthOf(node));
        }

        return node;
    }

    private static int CountOf(JsonNode? node) => node switch
    {
        JsonObject map => 1 + map.Sum(field => CountOf(field.Value)),
        JsonArray list => 1 + list.Sum(CountOf),
        _ => 1,
    };

    private static int DepthOf(JsonNode? node) => node switch
    {
        JsonObject map => 1 + map.Select(field => DepthOf(field.Value)).DefaultIfEmpty().Max(),
        JsonArray list => 1 + list.Select(DepthOf).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private void Enter(NodeEvent start) => CheckDepth(++_depth, start);

    private static void CheckDepth(int depth, ParsingEvent at)
    {
        if (depth > KubeYaml.MaxDepth)
        {
            throw new YamlFormatException($"nested deeper than {KubeYaml.MaxDepth} levels", at.Start.Line);
        }
    }

    private void Count(int values)
    {
        _values += values;
        if (_values > KubeYaml.MaxValues)
        {
            throw new YamlFormatException($"document holds more than {KubeYaml.MaxValues} values (excessive aliasing?)", Line);
        }
    }

    private ParsingEvent? Next()
    {
        if (!Advance())
        {
            throw new YamlFormatException("the text ends inside a value", Line);
        }

        return _parser.Current;
    }

    // The scanner has states that it does not expect of itself: for some texts it fails with exceptions that are not of YAML.
    private bool Advance()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new YamlFormatException("did not find what was expected", Line);
        }
    }

    private readonly record struct Anchored(JsonNode? Node, int Values, int Depth);
}
