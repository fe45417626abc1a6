using System.Buffers;
using System.Buffers.Binary;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Protobuf;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>
/// A watch's events as frames of protobuf: four bytes of length, then a bare <c>WatchEvent</c> that holds the object in its envelope.
/// Frames are bytes shared by all watchers.
/// </summary>
internal sealed class WatchFrames(ResponseForm form) : IWatchEncoder
{
    private const int TypeField = 1;
    private const int ObjectField = 2;
    private const int RawField = 1;

    private static readonly GroupVersionKind StatusKind = new("", "v1", "Status");
    private static readonly object PlainForm = new();
    private static readonly object MetadataForm = new();

    public void Write(IBufferWriter<byte> output, ResourceWatchEvent next)
    {
        var frame = form == ResponseForm.PartialMetadata
            ? next.ToBytes(MetadataForm, static (type, obj) => Encode(WatchLine.NameOf(type), PartialObjectMetadata.Kind, obj.Json.Span))
            : next.ToBytes(PlainForm, static (type, obj) => Encode(WatchLine.NameOf(type), obj.Kind, obj.Json.Span));
        output.Write(frame.Span);
    }

    public void WriteError(IBufferWriter<byte> output, KubeStatus status)
    {
        var json = new ArrayBufferWriter<byte>(512);
        KubeStatusJson.Write(json, status);
        output.Write(Encode("ERROR"u8, StatusKind, json.WrittenSpan));
    }

    // A cut-down object needs no JSON of its own: its message has the metadata only.
    private static byte[] Encode(ReadOnlySpan<byte> type, GroupVersionKind kind, ReadOnlySpan<byte> json)
    {
        using var output = new ProtobufOutput(json.Length + 64);
        output.WriteRun(TypeField, type);
        var extension = output.BeginRun(ObjectField);
        var raw = output.BeginRun(RawField);
        ProtobufBody.Write(output, kind, json);
        output.EndRun(raw);
        output.EndRun(extension);

        var frame = GC.AllocateUninitializedArray<byte>(sizeof(int) + output.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame, output.Length);
        output.Written.Span.CopyTo(frame.AsSpan(sizeof(int)));
        return frame;
    }
}
