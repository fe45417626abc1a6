using System.Text.Json;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Apply;

/// <summary>Reads the list of an object's managers from its JSON.</summary>
internal ref struct ManagedFieldsReader
{
    private readonly ReadOnlyMemory<byte> _list;
    private readonly bool _isStored;
    private Utf8JsonReader _reader;

    private ManagedFieldsReader(ReadOnlyMemory<byte> list, bool isStored)
    {
        (_list, _isStored) = (list, isStored);
        _reader = new Utf8JsonReader(list.Span, new JsonReaderOptions { MaxDepth = KubeJson.MaxDepth });
    }

    /// <summary>Reads the list.</summary>
    /// <param name="list">A JSON array, which must not change as long as the entries are used.</param>
    /// <param name="isStored">Whether a <see cref="FieldManager"/> wrote it, so that sets of fields need not be looked at yet.</param>
    /// <exception cref="JsonException">An entry is malformed; the message is kube-apiserver's.</exception>
    public static List<ManagedFieldsEntry> Read(ReadOnlyMemory<byte> list, bool isStored)
    {
        var entries = new List<ManagedFieldsEntry>(4);
        Dictionary<(string, ManagerOperation, string, string), int>? places = null;
        var reader = new ManagedFieldsReader(list, isStored);
        reader._reader.Read();
        while (reader._reader.Read() && reader._reader.TokenType != JsonTokenType.EndArray)
        {
            var entry = reader.ReadEntry(entries.Count);

            // Of two entries of one manager the last counts.
            if (PlaceOf(entry, entries, ref places) is >= 0 and var index)
            {
                entries[index] = entry;
            }
            else
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    // Objects have few entries; only where a client wrote many do they need an index.
    private static int PlaceOf(
        ManagedFieldsEntry entry, List<ManagedFieldsEntry> entries, ref Dictionary<(string, ManagerOperation, string, string), int>? places)
    {
        const int Few = 32;
        if (entries.Count < Few)
        {
            return entries.FindIndex(entry.IsSameManager);
        }

        places ??= entries.Select((known, place) => (known.Identity, place)).ToDictionary();
        return places.TryAdd(entry.Identity, entries.Count) ? -1 : places[entry.Identity];
    }

    private ManagedFieldsEntry ReadEntry(int index)
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("an entry of managedFields must be an object");
        }

        string? manager = null, operation = null, apiVersion = null, time = null, fieldsType = null, subresource = null;
        var fields = FieldSet.Empty;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("manager"u8))
            {
                manager = ReadText();
            }
            else if (_reader.ValueTextEquals("operation"u8))
            {
                operation = ReadText();
            }
            else if (_reader.ValueTextEquals("apiVersion"u8))
            {
                apiVersion = ReadText();
            }
            else if (_reader.ValueTextEquals("time"u8))
            {
                time = ReadText();
            }
            else if (_reader.ValueTextEquals("fieldsType"u8))
            {
                fieldsType = ReadText();
            }
            else if (_reader.ValueTextEquals("subresource"u8))
            {
                subresource = ReadText();
            }
            else if (_reader.ValueTextEquals("fieldsV1"u8))
            {
                fields = ReadFields();
            }
            else
            {
                _reader.Skip();
            }
        }

        return new ManagedFieldsEntry
        {
            Manager = manager ?? "",
            Operation = OperationOf(operation),
            ApiVersion = apiVersion is { Length: > 0 } ? apiVersion : throw new JsonException("apiVersion must not be empty"),
            Subresource = subresource ?? "",
            Time = time,
            Fields = fieldsType switch
            {
                "FieldsV1" => fields,
                null or "" => throw new JsonException($"missing fieldsType in managed fields entry {index}"),
                _ => throw new JsonException($"invalid fieldsType {GoText.Quote(fieldsType)} in managed fields entry {index}"),
            },
        };
    }

    private FieldSet ReadFields()
    {
        _reader.Read();
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        var json = _list[start..(int)_reader.BytesConsumed];
        return _isStored ? FieldSet.Stored(json) : FieldSetReader.ReadSet(json.Span);
    }

    // The values that every object has are not made anew for each.
    private string? ReadText()
    {
        _reader.Read();
        return _reader.TokenType != JsonTokenType.String ? null
            : _reader.ValueTextEquals("FieldsV1"u8) ? "FieldsV1"
            : _reader.ValueTextEquals("Update"u8) ? "Update"
            : _reader.ValueTextEquals("Apply"u8) ? "Apply"
            : _reader.ValueTextEquals("status"u8) ? "status"
            : _reader.GetString();
    }

    private static ManagerOperation OperationOf(string? operation) => operation switch
    {
        "Apply" => ManagerOperation.Apply,
        "Update" => ManagerOperation.Update,
        _ => throw new JsonException("operation must be `Apply` or `Update`"),
    };
}
