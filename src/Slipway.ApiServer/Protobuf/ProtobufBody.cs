using System.Buffers;
using System.Text;
using System.Text.Json;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Protobuf;

/// <summary>
/// Kubernetes' protobuf: four magic bytes, then an envelope (<c>runtime.Unknown</c>) with the object's kind and its message.
/// </summary>
internal static class ProtobufBody
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private const int TypeMetaField = 1;
    private const int RawField = 2;
    private const int ItemsField = 2;
    private const int ContentEncodingField = 3;
    private const int ContentTypeField = 4;

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>A request's body. Of what has no kind to be read, the engine tells what is wrong: it knows what it should be.</summary>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The bytes are not of the kind that they name (400).</exception>
    public static RequestBody Read(ReadOnlyMemory<byte> body)
    {
        var bytes = body.Span;
        if (bytes.Length <= Magic.Length || !bytes.StartsWith(Magic))
        {
            return Broken(
                body,
                bytes.IsEmpty ? "empty data"
                : bytes.StartsWith(Magic) ? "empty body"
                : "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }

        try
        {
            return RequestBody.FromUtf8(ToJson(bytes));
        }
        catch (FormatException e)
        {
            return Broken(body, e.Message);
        }
    }

    /// <summary>The object as JSON.</summary>
    /// <exception cref="FormatException">The bytes are broken before they name a kind.</exception>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The bytes are not of the kind that they name (400).</exception>
    public static ReadOnlyMemory<byte> ToJson(ReadOnlySpan<byte> body)
    {
        ReadEnvelope(body[Magic.Length..], out var apiVersion, out var kind, out var raw);
        try
        {
            return ToJson(apiVersion, kind, raw);
        }
        catch (FormatException e) when (kind.Length > 0)
        {
            throw ApiErrors.BadRequest($"{kind} in version \"{apiVersion}\" cannot be handled as a {kind}: {e.Message}");
        }
    }

    /// <summary>Writes an object with magic bytes and envelope.</summary>
    /// <param name="output">Gets the bytes.</param>
    /// <param name="kind">The object's kind.</param>
    /// <param name="json">The object.</param>
    /// <exception cref="KeyNotFoundException">The kind has no message.</exception>
    public static void Write(ProtobufOutput output, GroupVersionKind kind, ReadOnlySpan<byte> json)
    {
        var raw = Begin(output, kind);
        JsonToProtobuf.Write(json, MessageOf(kind), output);
        End(output, raw);
    }

    /// <summary>Writes a list with magic bytes and envelope.</summary>
    /// <exception cref="KeyNotFoundException">The kind has no message.</exception>
    public static void Write(ProtobufOutput output, ListResult list)
    {
        var raw = Begin(output, list.Kind);
        var metadata = output.BeginRun(1);
        output.WriteRun(2, Encoding.UTF8.GetBytes(list.ResourceVersion));
        output.WriteRun(3, Encoding.UTF8.GetBytes(list.Continue));
        if (list.RemainingItemCount is { } remaining)
        {
            output.WriteInteger(4, remaining);
        }

        output.EndRun(metadata);
        var items = MessageOf(list.Kind).Find(ItemsField)!;
        foreach (var item in list.Items)
        {
            var start = output.BeginRun(ItemsField);
            JsonToProtobuf.Write(item.Json.Span, items.Message, output);
            output.EndRun(start);
        }

        End(output, raw);
    }

    /// <summary>Writes what stands before a message's fields; what is given is for <see cref="End"/>.</summary>
    private static int Begin(ProtobufOutput output, GroupVersionKind kind)
    {
        output.Write(Magic);
        var typeMeta = output.BeginRun(TypeMetaField);
        output.WriteRun(1, Encoding.UTF8.GetBytes(kind.ApiVersion));
        output.WriteRun(2, Encoding.UTF8.GetBytes(kind.Kind));
        output.EndRun(typeMeta);
        return output.BeginRun(RawField);
    }

    /// <summary>Writes what stands after a message's fields.</summary>
    private static void End(ProtobufOutput output, int raw)
    {
        output.EndRun(raw);
        output.WriteRun(ContentEncodingField, []);
        output.WriteRun(ContentTypeField, []);
    }

    private static ProtobufMessage MessageOf(GroupVersionKind kind) => ProtobufCatalog.Shared.Find(kind.ApiVersion, kind.Kind)
        ?? throw new KeyNotFoundException($"{kind.Kind} of {kind.ApiVersion} has no protobuf message");

    private static RequestBody Broken(ReadOnlyMemory<byte> body, string why) =>
        RequestBody.FromOther(default, new BodyNotes(body) { Failure = why });

    private static ReadOnlyMemory<byte> ToJson(string apiVersion, string kind, ReadOnlySpan<byte> raw)
    {
        var output = new ArrayBufferWriter<byte>(raw.Length * 2 + 64);
        using var json = new Utf8JsonWriter(output, KubeJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("kind"u8, kind);
        json.WriteString("apiVersion"u8, apiVersion);

        // Of a kind that is not known nothing but the kind is told on: that is enough for the answer.
        if (ProtobufCatalog.Shared.Find(apiVersion, kind) is { } message)
        {
            new ProtobufToJson(json).WriteFields(message, raw, depth: 0);
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }

    private static void ReadEnvelope(ReadOnlySpan<byte> envelope, out string apiVersion, out string kind, out ReadOnlySpan<byte> raw)
    {
        (apiVersion, kind) = ("", "");
        raw = default;
        for (var input = new ProtobufInput(envelope); !input.IsAtEnd;)
        {
            var field = input.ReadField();
            if (field.Number == RawField)
            {
                raw = field.Run;
            }
            else if (field.Number == TypeMetaField)
            {
                for (var typeMeta = new ProtobufInput(field.Run); !typeMeta.IsAtEnd;)
                {
                    var part = typeMeta.ReadField();
                    (apiVersion, kind) = part.Number switch
                    {
                        1 => (Encoding.UTF8.GetString(part.Run), kind),
                        2 => (apiVersion, Encoding.UTF8.GetString(part.Run)),
                        _ => (apiVersion, kind),
                    };
                }
            }
        }
    }
}
