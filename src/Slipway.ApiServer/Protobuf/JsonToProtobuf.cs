using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Protobuf;

/// <summary>
/// Writes an object's JSON as its protobuf message, without a tree between. Fields that the message does not have are left out:
/// <c>kind</c> and <c>apiVersion</c> of the object itself among them.
/// </summary>
internal ref struct JsonToProtobuf
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ProtobufOutput _output;
    private Utf8JsonReader _json;

    private JsonToProtobuf(ReadOnlySpan<byte> json, ProtobufOutput output)
    {
        _source = json;
        _output = output;
        _json = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = KubeJson.MaxDepth });
    }

    /// <param name="json">An object in JSON, as the engine stores it.</param>
    /// <param name="message">The object's message.</param>
    /// <param name="output">Gets the fields, without a length before them.</param>
    /// <exception cref="FormatException">A value is not of the form that its field has.</exception>
    public static void Write(ReadOnlySpan<byte> json, ProtobufMessage message, ProtobufOutput output)
    {
        var writer = new JsonToProtobuf(json, output);
        writer._json.Read();
        writer.WriteFields(message);
    }

    private void WriteFields(ProtobufMessage message)
    {
        Expect(JsonTokenType.StartObject);
        var next = 0;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var isKnown = message.TryFind(_json.ValueSpan, ref next, out var member);
            _json.Read();
            if (!isKnown || _json.TokenType == JsonTokenType.Null)
            {
                _json.Skip();
            }
            else
            {
                WriteMember(member!.Value.Field, member.Value.Owners);
            }
        }
    }

    // Parts of an inline message may stand apart in JSON: protobuf joins what is written of it piece by piece.
    private void WriteMember(ProtobufField field, ImmutableArray<ProtobufField> owners)
    {
        if (!owners.IsEmpty)
        {
            var start = _output.BeginRun(owners[0].Number);
            WriteMember(field, owners.RemoveAt(0));
            _output.EndRun(start);
            return;
        }

        switch (field.Shape)
        {
            case ProtobufShape.List:
                Expect(JsonTokenType.StartArray);
                while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                {
                    WriteValue(field, field.Number);
                }

                break;
            case ProtobufShape.Map:
                Expect(JsonTokenType.StartObject);
                while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
                {
                    var start = _output.BeginRun(field.Number);
                    WriteText(1);
                    _json.Read();
                    WriteValue(field, number: 2);
                    _output.EndRun(start);
                }

                break;
            default:
                WriteValue(field, field.Number);
                break;
        }
    }

    private void WriteValue(ProtobufField field, int number)
    {
        switch (field.Form)
        {
            case ProtobufForm.Text:
                Expect(JsonTokenType.String, JsonTokenType.Null);
                WriteText(number);
                break;
            case ProtobufForm.Bytes:
                Expect(JsonTokenType.String, JsonTokenType.Null);
                WriteBytes(number);
                break;
            case ProtobufForm.Integer:
                _output.WriteInteger(number, Integer());
                break;
            case ProtobufForm.Boolean:
                Expect(JsonTokenType.True, JsonTokenType.False);
                _output.WriteInteger(number, _json.TokenType == JsonTokenType.True ? 1 : 0);
                break;
            case ProtobufForm.Double:
                Expect(JsonTokenType.Number);
                _output.WriteDouble(number, _json.GetDouble());
                break;
            default:
                var start = _output.BeginRun(number);
                WriteWrapped(field);
                _output.EndRun(start);
                break;
        }
    }

    private void WriteWrapped(ProtobufField field)
    {
        switch (field.Form)
        {
            case ProtobufForm.Message when _json.TokenType == JsonTokenType.Null:
                break;
            case ProtobufForm.Message:
                WriteFields(field.Message);
                break;
            case ProtobufForm.Time or ProtobufForm.MicroTime:
                WriteTime();
                break;
            case ProtobufForm.Quantity:
                Expect(JsonTokenType.String, JsonTokenType.Number);
                WriteText(1);
                break;
            case ProtobufForm.IntOrString:
                WriteIntOrString();
                break;
            case ProtobufForm.Raw:
                var start = (int)_json.TokenStartIndex;
                _json.Skip();
                _output.WriteRun(1, _source[start..(int)_json.BytesConsumed]);
                break;
            case ProtobufForm.Strings:
                WriteTexts(1);
                break;
            default:
                WriteSchemaOr(field);
                break;
        }
    }

    private void WriteTexts(int number)
    {
        Expect(JsonTokenType.StartArray);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            WriteText(number);
        }
    }

    private void WriteSchemaOr(ProtobufField field)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.True or JsonTokenType.False:
                _output.WriteInteger(1, _json.TokenType == JsonTokenType.True ? 1 : 0);
                break;
            case JsonTokenType.StartArray when field.Form == ProtobufForm.SchemaOrStringArray:
                WriteTexts(2);
                break;
            case JsonTokenType.StartArray:
                while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                {
                    WriteSchema(field, number: 2);
                }

                break;
            default:
                var allowsToo = field.Form == ProtobufForm.SchemaOrBool;
                if (allowsToo)
                {
                    _output.WriteInteger(1, 1);
                }

                WriteSchema(field, allowsToo ? 2 : 1);
                break;
        }
    }

    private void WriteSchema(ProtobufField field, int number)
    {
        var start = _output.BeginRun(number);
        WriteFields(field.Message);
        _output.EndRun(start);
    }

    private void WriteIntOrString()
    {
        Expect(JsonTokenType.Number, JsonTokenType.String);
        var isText = _json.TokenType == JsonTokenType.String;
        _output.WriteInteger(1, isText ? 1 : 0);
        _output.WriteInteger(2, isText ? 0 : Integer());
        if (isText)
        {
            WriteText(3);
        }
    }

    private readonly void WriteTime()
    {
        Expect(JsonTokenType.String);
        if (!_json.TryGetDateTimeOffset(out var time))
        {
            throw new FormatException($"\"{_json.GetString()}\" is no time");
        }

        var sinceEpoch = time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var (seconds, ticks) = Math.DivRem(sinceEpoch, TimeSpan.TicksPerSecond);
        if (ticks < 0)
        {
            (seconds, ticks) = (seconds - 1, ticks + TimeSpan.TicksPerSecond);
        }

        _output.WriteInteger(1, seconds);
        _output.WriteInteger(2, ticks * 100);
    }

    private readonly long Integer()
    {
        Expect(JsonTokenType.Number);
        return _json.TryGetInt64(out var number) ? number : throw new FormatException($"{_json.GetDouble()} is no 64-bit integer");
    }

    // Of a name, a string or a number the text; of null the empty one.
    private readonly void WriteText(int number)
    {
        if (_json.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !_json.ValueIsEscaped)
        {
            _output.WriteRun(number, _json.TokenType == JsonTokenType.Null ? [] : _json.ValueSpan);
            return;
        }

        var start = _output.BeginRun(number);
        var span = _output.Free(_json.ValueSpan.Length);
        _output.Advance(_json.CopyString(span));
        _output.EndRun(start);
    }

    private readonly void WriteBytes(int number)
    {
        if (_json.ValueIsEscaped)
        {
            _output.WriteRun(number, _json.GetBytesFromBase64());
            return;
        }

        var start = _output.BeginRun(number);
        var text = _json.TokenType == JsonTokenType.Null ? [] : _json.ValueSpan;
        var free = _output.Free(Base64.GetMaxDecodedFromUtf8Length(text.Length));
        if (Base64.DecodeFromUtf8(text, free, out _, out var count) != OperationStatus.Done)
        {
            throw new FormatException("a value of bytes is not Base64");
        }

        _output.Advance(count);
        _output.EndRun(start);
    }

    private readonly void Expect(JsonTokenType type, JsonTokenType other = JsonTokenType.None)
    {
        if (_json.TokenType != type && (_json.TokenType != other || other == JsonTokenType.None))
        {
            throw new FormatException($"{type} was expected at byte {_json.TokenStartIndex} and not {_json.TokenType}");
        }
    }
}
