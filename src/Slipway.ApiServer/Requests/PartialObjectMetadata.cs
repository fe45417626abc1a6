using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Requests;

/// <summary>Objects cut down to their metadata (<c>meta.k8s.io/v1 PartialObjectMetadata</c>).</summary>
public static class PartialObjectMetadata
{
    /// <summary>The kind of one object's metadata.</summary>
    public static GroupVersionKind Kind { get; } = new("meta.k8s.io", "v1", "PartialObjectMetadata");

    /// <summary>The kind of a list of them.</summary>
    public static GroupVersionKind ListKind { get; } = new("meta.k8s.io", "v1", "PartialObjectMetadataList");

    /// <summary>The object's metadata as an object of its own.</summary>
    public static KubeObject Of(KubeObject obj)
    {
        var metadata = MetadataOf(obj.Json.Span);
        var head = "{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":"u8;
        var json = GC.AllocateUninitializedArray<byte>(head.Length + metadata.Length + 1);
        head.CopyTo(json);
        metadata.CopyTo(json.AsSpan(head.Length));
        json[^1] = (byte)'}';
        return new KubeObject(json);
    }

    /// <summary>The list's items cut down to their metadata.</summary>
    public static ListResult Of(ListResult list) =>
        list with
        {
            Kind = ListKind,
            Items = [.. list.Items.Select(Of)],
            KeepsItemKind = true,
            IsCustom = false,
        };

    internal static ReadOnlySpan<byte> MetadataOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = KubeJson.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (found)
            {
                return json[start..(int)reader.BytesConsumed];
            }
        }

        return "{}"u8;
    }
}
