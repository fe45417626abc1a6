using System.Buffers;
using System.Text;
using System.Text.Json;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Protobuf;

/// <summary>Reads Kubernetes' protobuf: four magic bytes, then an envelope with the object's kind and its message.</summary>
internal static class ProtobufBody
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private const int TypeMetaField = 1;
    private const int RawField = 2;

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">
    /// The bytes are broken (400), or of a kind that is only read as JSON or YAML (415).
    /// </exception>
    public static ReadOnlyMemory<byte> ToJson(ReadOnlySpan<byte> body)
    {
        try
        {
            if (!body.StartsWith("k8s\0"u8))
            {
                throw new FormatException("the magic bytes are missing");
            }

            return Convert(body[4..]);
        }
        catch (FormatException e)
        {
            throw FrontErrors.BadRequest($"the body is not Kubernetes' protobuf: {e.Message}");
        }
    }

    private static ReadOnlyMemory<byte> Convert(ReadOnlySpan<byte> envelope)
    {
        string apiVersion = "", kind = "";
        ReadOnlySpan<byte> raw = default;
        var input = new ProtobufInput(envelope);
        while (!input.IsAtEnd)
        {
            switch (input.ReadField(out var run, out _))
            {
                case TypeMetaField:
                    (apiVersion, kind) = ReadTypeMeta(run);
                    break;
                case RawField:
                    raw = run;
                    break;
                default:
                    break; // encoding and content type: of Kubernetes' own messages always empty
            }
        }

        if (!ProtobufMessages.Knows(apiVersion, kind))
        {
            throw FrontErrors.UnsupportedBody();
        }

        var output = new ArrayBufferWriter<byte>(raw.Length * 2);
        using var json = new Utf8JsonWriter(output, KubeJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("kind"u8, kind);
        json.WriteString("apiVersion"u8, apiVersion);
        WriteFields(json, kind, raw, depth: 0);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }

    private static (string ApiVersion, string Kind) ReadTypeMeta(ReadOnlySpan<byte> message)
    {
        string apiVersion = "", kind = "";
        var input = new ProtobufInput(message);
        while (!input.IsAtEnd)
        {
            var number = input.ReadField(out var run, out _);
            (apiVersion, kind) = number == 1 ? (Encoding.UTF8.GetString(run), kind) : (apiVersion, Encoding.UTF8.GetString(run));
        }

        return (apiVersion, kind);
    }

    private static void WriteFields(Utf8JsonWriter json, string message, ReadOnlySpan<byte> bytes, int depth)
    {
        if (depth > KubeJson.MaxDepth)
        {
            throw new FormatException("the message is nested too deeply");
        }

        var fields = ProtobufMessages.FieldsOf(message);
        var input = new ProtobufInput(bytes);
        while (!input.IsAtEnd)
        {
            var number = input.ReadField(out var run, out var value);
            if (!fields.TryGetValue(number, out var field))
            {
                continue;
            }

            if (field.Type is "map" or "bytesmap" || field.IsRepeated)
            {
                // Go writes the entries of a list or map one after the other.
                var isMap = !field.IsRepeated;
                json.WritePropertyName(field.Name);
                WriteStart(json, isMap);
                WriteEntry(json, field, run, value, depth);
                while (!input.IsAtEnd && input.PeekNumber() == number)
                {
                    input.ReadField(out run, out value);
                    WriteEntry(json, field, run, value, depth);
                }

                WriteEnd(json, isMap);
            }
            else if (field.KeepsZero || !IsZero(field, run, value))
            {
                json.WritePropertyName(field.Name);
                WriteValue(json, field.Type, run, value, depth);
            }
        }
    }

    private static bool IsZero(ProtobufField field, ReadOnlySpan<byte> run, ulong value) => field.Type switch
    {
        "int" or "bool" => value == 0,
        _ => run.IsEmpty,
    };

    private static void WriteEntry(Utf8JsonWriter json, ProtobufField field, ReadOnlySpan<byte> run, ulong value, int depth)
    {
        if (field.IsRepeated)
        {
            WriteValue(json, field.Type, run, value, depth);
            return;
        }

        ReadOnlySpan<byte> key = default, content = default;
        var entry = new ProtobufInput(run);
        while (!entry.IsAtEnd)
        {
            if (entry.ReadField(out var part, out _) == 1)
            {
                key = part;
            }
            else
            {
                content = part;
            }
        }

        json.WritePropertyName(key);
        WriteValue(json, field.Type == "map" ? "string" : "bytes", content, value: 0, depth);
    }

    private static void WriteValue(Utf8JsonWriter json, string type, ReadOnlySpan<byte> run, ulong value, int depth)
    {
        switch (type)
        {
            case "string":
                json.WriteStringValue(run);
                break;
            case "bytes":
                json.WriteBase64StringValue(run);
                break;
            case "int":
                json.WriteNumberValue((long)value);
                break;
            case "bool":
                json.WriteBooleanValue(value != 0);
                break;
            case "Time":
                json.WriteStringValue(KubeTime.Format(ReadTime(run)));
                break;
            case "MicroTime":
                json.WriteStringValue(ReadTime(run).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"));
                break;
            case "Raw":
                new ProtobufInput(run).ReadField(out var raw, out _);
                json.WriteRawValue(raw);
                break;
            default:
                json.WriteStartObject();
                WriteFields(json, type, run, depth + 1);
                json.WriteEndObject();
                break;
        }
    }

    private static DateTimeOffset ReadTime(ReadOnlySpan<byte> message)
    {
        ulong seconds = 0, nanos = 0;
        var input = new ProtobufInput(message);
        while (!input.IsAtEnd)
        {
            var number = input.ReadField(out _, out var value);
            (seconds, nanos) = number == 1 ? (value, nanos) : (seconds, value);
        }

        const long MaxSeconds = 253402300799; // the end of the year 9999
        return (long)seconds is >= 0 and <= MaxSeconds
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds).AddMicroseconds(nanos / 1000)
            : throw new FormatException("a time is out of range");
    }

    private static void WriteStart(Utf8JsonWriter json, bool isMap)
    {
        if (isMap)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartArray();
        }
    }

    private static void WriteEnd(Utf8JsonWriter json, bool isMap)
    {
        if (isMap)
        {
            json.WriteEndObject();
        }
        else
        {
            json.WriteEndArray();
        }
    }
}
