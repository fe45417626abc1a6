using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Protobuf;

/// <summary>
/// Writes a protobuf message as the JSON that a Go client would have sent in its place. Fields that the table does not know are left out.
/// </summary>
internal readonly struct ProtobufToJson(Utf8JsonWriter json)
{
    /// <summary>The longest nesting of messages: less than the nesting of JSON, as one message may be two objects of JSON.</summary>
    public const int MaxDepth = 100;

    // From the year 1 to the end of the year 9999.
    private const long MinSeconds = -62135596800;
    private const long MaxSeconds = 253402300799;

    /// <summary>Writes a message's fields into the object that was begun.</summary>
    /// <exception cref="FormatException">The bytes are not the message's.</exception>
    public void WriteFields(ProtobufMessage message, ReadOnlySpan<byte> bytes, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException("the message is nested too deeply");
        }

        var input = new ProtobufInput(ProtobufOrder.Ascending(bytes));
        while (!input.IsAtEnd)
        {
            var value = input.ReadField();
            if (message.Find(value.Number) is not { } field)
            {
                continue;
            }

            switch (field.Shape)
            {
                case ProtobufShape.Inline:
                    CheckWireType(field, value);
                    WriteFields(field.Message, value.Run, depth + 1);
                    break;
                case ProtobufShape.List:
                    json.WritePropertyName(field.Property);
                    json.WriteStartArray();
                    for (WriteItem(field, value, depth); !input.IsAtEnd && input.PeekNumber() == field.Number;)
                    {
                        WriteItem(field, input.ReadField(), depth);
                    }

                    json.WriteEndArray();
                    break;
                case ProtobufShape.Map:
                    json.WritePropertyName(field.Property);
                    json.WriteStartObject();
                    for (WriteEntry(field, value, depth); !input.IsAtEnd && input.PeekNumber() == field.Number;)
                    {
                        WriteEntry(field, input.ReadField(), depth);
                    }

                    json.WriteEndObject();
                    break;
                default:
                    WriteSingle(field, Merged(ref input, field, value), depth);
                    break;
            }
        }
    }

    // Of a value that is there again the last one counts; messages are joined.
    private static ProtobufValue Merged(ref ProtobufInput input, ProtobufField field, ProtobufValue value)
    {
        if (input.IsAtEnd || input.PeekNumber() != value.Number)
        {
            return value;
        }

        var joined = new ArrayBufferWriter<byte>();
        joined.Write(value.Run);
        while (!input.IsAtEnd && input.PeekNumber() == value.Number)
        {
            value = input.ReadField();
            joined.Write(value.Run);
        }

        return field.Form is ProtobufForm.Text or ProtobufForm.Bytes
            ? value
            : new(value.Number, value.WireType, value.Bits, joined.WrittenSpan);
    }

    private static void CheckWireType(ProtobufField field, ProtobufValue value)
    {
        var expected = field.Form switch
        {
            ProtobufForm.Integer or ProtobufForm.Boolean => ProtobufOutput.Varint,
            ProtobufForm.Double => ProtobufOutput.Fixed64,
            _ => ProtobufOutput.LengthDelimited,
        };
        if (value.WireType != (field.Shape == ProtobufShape.Map ? ProtobufOutput.LengthDelimited : expected))
        {
            throw new FormatException($"proto: wrong wireType = {value.WireType} for field {field.Property}");
        }
    }

    private void WriteSingle(ProtobufField field, ProtobufValue value, int depth)
    {
        CheckWireType(field, value);
        var isAbsent = field.Form switch
        {
            ProtobufForm.Integer or ProtobufForm.Boolean or ProtobufForm.Double => !field.KeepsZero && value.Bits == 0,
            ProtobufForm.Text or ProtobufForm.Bytes => !field.KeepsZero && value.Run.IsEmpty,
            ProtobufForm.Time or ProtobufForm.MicroTime => ReadTime(value.Run) is null,
            _ => false,
        };
        if (!isAbsent)
        {
            json.WritePropertyName(field.Property);
            WriteValue(field, value, depth);
        }
    }

    private void WriteItem(ProtobufField field, ProtobufValue value, int depth)
    {
        if (field.Form is ProtobufForm.Integer && value.WireType == ProtobufOutput.LengthDelimited)
        {
            // Packed: the numbers one after the other.
            for (var numbers = new ProtobufInput(value.Run); !numbers.IsAtEnd;)
            {
                json.WriteNumberValue((long)numbers.ReadVarint());
            }

            return;
        }

        CheckWireType(field, value);
        WriteValue(field, value, depth);
    }

    private void WriteEntry(ProtobufField field, ProtobufValue entry, int depth)
    {
        CheckWireType(field, entry);
        ReadOnlySpan<byte> key = default;
        ProtobufValue content = default;
        for (var input = new ProtobufInput(entry.Run); !input.IsAtEnd;)
        {
            var part = input.ReadField();
            if (part.Number == 1)
            {
                key = part.Run;
            }
            else if (part.Number == 2)
            {
                content = part;
            }
        }

        json.WritePropertyName(Text(key));
        WriteValue(field, content, depth);
    }

    private void WriteValue(ProtobufField field, ProtobufValue value, int depth)
    {
        switch (field.Form)
        {
            case ProtobufForm.Message:
                json.WriteStartObject();
                WriteFields(field.Message, value.Run, depth + 1);
                json.WriteEndObject();
                break;
            case ProtobufForm.Text:
                json.WriteStringValue(Text(value.Run));
                break;
            case ProtobufForm.Bytes:
                json.WriteBase64StringValue(value.Run);
                break;
            case ProtobufForm.Integer:
                json.WriteNumberValue((long)value.Bits);
                break;
            case ProtobufForm.Boolean:
                json.WriteBooleanValue(value.Bits != 0);
                break;
            case ProtobufForm.Double:
                WriteDouble(BitConverter.UInt64BitsToDouble(value.Bits));
                break;
            case ProtobufForm.Quantity:
                json.WriteStringValue(Text(First(value.Run, 1).Run));
                break;
            case ProtobufForm.Raw:
                WriteRaw(First(value.Run, 1).Run, depth);
                break;
            default:
                WriteOther(field, value, depth);
                break;
        }
    }

    private void WriteOther(ProtobufField field, ProtobufValue value, int depth)
    {
        switch (field.Form)
        {
            case ProtobufForm.Time when ReadTime(value.Run) is { } time:
                json.WriteStringValue(KubeTime.Format(time));
                break;
            case ProtobufForm.MicroTime when ReadTime(value.Run) is { } time:
                json.WriteStringValue(time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
                break;
            case ProtobufForm.IntOrString when First(value.Run, 1).Bits == 0:
                json.WriteNumberValue((int)First(value.Run, 2).Bits);
                break;
            case ProtobufForm.IntOrString:
                json.WriteStringValue(Text(First(value.Run, 3).Run));
                break;
            case ProtobufForm.Strings:
                json.WriteStartArray();
                WriteRepeated(value.Run, number: 1, field, depth);
                json.WriteEndArray();
                break;
            case ProtobufForm.SchemaOrBool or ProtobufForm.SchemaOrArray or ProtobufForm.SchemaOrStringArray:
                WriteSchemaOr(field, value.Run, depth);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private void WriteSchemaOr(ProtobufField field, ReadOnlySpan<byte> run, int depth)
    {
        var (schemaNumber, otherNumber) = field.Form == ProtobufForm.SchemaOrBool ? (2, 1) : (1, 2);
        if (First(run, schemaNumber) is { Number: > 0 } schema)
        {
            json.WriteStartObject();
            WriteFields(field.Message, schema.Run, depth + 1);
            json.WriteEndObject();
        }
        else if (field.Form == ProtobufForm.SchemaOrBool)
        {
            json.WriteBooleanValue(First(run, otherNumber).Bits != 0);
        }
        else
        {
            json.WriteStartArray();
            WriteRepeated(run, otherNumber, field, depth);
            json.WriteEndArray();
        }
    }

    private void WriteRepeated(ReadOnlySpan<byte> run, int number, ProtobufField field, int depth)
    {
        for (var input = new ProtobufInput(run); !input.IsAtEnd;)
        {
            var item = input.ReadField();
            if (item.Number != number)
            {
                continue;
            }

            if (field.Form != ProtobufForm.SchemaOrArray)
            {
                json.WriteStringValue(Text(item.Run));
                continue;
            }

            json.WriteStartObject();
            WriteFields(field.Message, item.Run, depth + 1);
            json.WriteEndObject();
        }
    }

    private void WriteDouble(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new FormatException("a number is not finite");
        }

        json.WriteNumberValue(number);
    }

    private void WriteRaw(ReadOnlySpan<byte> bytes, int depth)
    {
        if (bytes.IsEmpty)
        {
            json.WriteNullValue();
            return;
        }

        var raw = Text(bytes);
        var reader = new Utf8JsonReader(raw, new JsonReaderOptions { MaxDepth = KubeJson.MaxDepth - MaxDepth });
        try
        {
            while (reader.Read())
            {
                reader.Skip();
            }
        }
        catch (JsonException e)
        {
            throw new FormatException($"a value that is to be JSON is not: {e.Message}", e);
        }

        json.WriteRawValue(raw, skipInputValidation: true);
    }

    /// <summary>The first field of a number; of number 0 when there is none.</summary>
    private static ProtobufValue First(ReadOnlySpan<byte> message, int number)
    {
        for (var input = new ProtobufInput(message); !input.IsAtEnd;)
        {
            var value = input.ReadField();
            if (value.Number == number)
            {
                return value;
            }
        }

        return default;
    }

    // Go's zero time is a time that was not set.
    private static DateTimeOffset? ReadTime(ReadOnlySpan<byte> message)
    {
        var seconds = (long)First(message, 1).Bits;
        var nanos = (int)First(message, 2).Bits;
        return (seconds, nanos) switch
        {
            (0, 0) => null,
            ( < MinSeconds or > MaxSeconds, _) => throw new FormatException("a time is out of range"),
            _ => DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(Math.Clamp(nanos, 0, 999_999_999) / 100),
        };
    }

    // Go takes any bytes for a string, and JSON shows those that are no UTF-8 as U+FFFD.
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
}
