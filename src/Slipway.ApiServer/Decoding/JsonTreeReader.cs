using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Decoding;

/// <summary>
/// Reads JSON into a tree as Kubernetes does: of a repeated field the last value counts, and the repetition is told. Unlike
/// <see cref="JsonNode.Parse(ReadOnlySpan{byte}, JsonNodeOptions?, JsonDocumentOptions)"/> it keeps no document behind the tree.
/// </summary>
internal ref struct JsonTreeReader
{
    // What the paths of repeated fields may add up to; what is repeated after that is not told.
    private const int MaxPathsLength = 256 << 10;

    private readonly List<string>? _duplicates;
    private readonly List<(string? Name, int Index)>? _path;
    private readonly ReadOnlyMemory<byte> _stored;
    private readonly NameCache? _names;
    private readonly bool _asUnstructured;
    private Utf8JsonReader _reader;
    private bool _isInMetadata;
    private int _pathsLength;

    private JsonTreeReader(ReadOnlyMemory<byte> stored, NameCache names)
        : this(stored.Span, duplicates: null) => (_stored, _names) = (stored, names);

    private JsonTreeReader(ReadOnlySpan<byte> json, List<string>? duplicates, bool asUnstructured = false)
    {
        _asUnstructured = asUnstructured;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = KubeJson.MaxDepth });
        _duplicates = duplicates;
        _path = duplicates is null ? null : [];
    }

    /// <summary>Reads one value, which must be all there is.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="duplicates">Gets the paths of repeated fields; null when nobody asks.</param>
    /// <param name="asUnstructured">
    /// Whether numbers are read as Go does that knows no types: what is no 64-bit integer becomes a double, and is written as Go writes one.
    /// </param>
    /// <exception cref="JsonException">The text is no JSON, or a number is beyond a double where that matters.</exception>
    public static JsonNode? Read(ReadOnlySpan<byte> json, List<string>? duplicates = null, bool asUnstructured = false)
    {
        var reader = new JsonTreeReader(json, duplicates, asUnstructured);
        reader._reader.Read();
        var value = reader.ReadValue();
        reader._reader.Read();
        return value;
    }

    /// <summary>
    /// Reads an object that the store holds: the same tree, but that the list of its managers stays the stored bytes
    /// (<see cref="StoredManagers"/>).
    /// </summary>
    /// <param name="json">UTF-8 JSON, which must not change as long as the tree is used.</param>
    /// <param name="names">Texts that objects have in common.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JsonObject ReadStored(ReadOnlyMemory<byte> json, NameCache names)
    {
        var reader = new JsonTreeReader(json, names);
        reader._reader.Read();
        return (JsonObject)reader.ReadValue()!;
    }

    private JsonNode? ReadValue() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(),
        JsonTokenType.StartArray => ReadArray(),
        JsonTokenType.String => JsonValue.Create(ReadText()),
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        JsonTokenType.Null => null,

        _ => _reader.TryGetInt64(out var integer) ? JsonValue.Create(integer) : ReadOtherNumber(),
    };

    // It keeps its text where types decide what it may be.
    private JsonNode? ReadOtherNumber()
    {
        var written = JsonElement.ParseValue(ref _reader);
        if (!_asUnstructured)
        {
            return JsonValue.Create(written);
        }

        var number = written.GetDouble();
        return double.IsFinite(number)
            ? JsonNode.Parse(GoNumber.Json(number))
            : throw new JsonException($"json: cannot unmarshal number {written.GetRawText()} into Go value of type float64");
    }

    private JsonObject ReadObject()
    {
        var result = new JsonObject();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = ReadText();
            _path?.Add((name, 0));
            if (result.ContainsKey(name))
            {
                TellDuplicate();
            }

            _reader.Read();
            _isInMetadata = _reader.CurrentDepth == 1 ? name == "metadata" : _isInMetadata;
            result[name] = IsListOfManagers(name) ? ReadManagers() : ReadValue();
            _path?.RemoveAt(_path.Count - 1);
        }

        return result;
    }

    private JsonArray ReadArray()
    {
        var result = new JsonArray();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            _path?.Add((null, result.Count));
            result.Add(ReadValue());
            _path?.RemoveAt(_path.Count - 1);
        }

        return result;
    }

    private readonly bool IsListOfManagers(string name) =>
        _isInMetadata && _reader.CurrentDepth == 2 && _reader.TokenType == JsonTokenType.StartArray && !_stored.IsEmpty
            && name == "managedFields";

    private JsonNode ReadManagers()
    {
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return StoredManagers.ToNode(_stored[start..(int)_reader.BytesConsumed]);
    }

    private string ReadText()
    {
        try
        {
            return _names is null ? _reader.GetString()! : _names.Get(ref _reader);
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair: JSON allows the escape, UTF-16 and UTF-8 do not.
            throw new JsonException("a string holds an escape that is no character", e);
        }
    }

    private void TellDuplicate()
    {
        if (_duplicates is null || _pathsLength > MaxPathsLength)
        {
            return;
        }

        var text = new StringBuilder();
        foreach (var (name, index) in _path!)
        {
            if (name is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else
            {
                text.Append(text.Length > 0 ? "." : "").Append(name);
            }
        }

        _pathsLength += text.Length;
        _duplicates.Add(text.ToString());
    }
}
