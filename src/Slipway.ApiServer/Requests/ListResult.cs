using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Requests;

/// <summary>A page of objects, all of one moment.</summary>
/// <param name="Kind">The list's kind, such as <c>SecretList</c>.</param>
/// <param name="Items">The objects in key order, in the version asked for.</param>
/// <param name="ResourceVersion">The version that the list is of.</param>
public sealed record ListResult(GroupVersionKind Kind, IReadOnlyList<KubeObject> Items, string ResourceVersion)
{
    /// <summary>The token of the next page; empty on the last.</summary>
    public string Continue { get; init; } = "";

    /// <summary>How many objects are left after this page; null when it is the last, or when a selector makes it unknown.</summary>
    public long? RemainingItemCount { get; init; }

    /// <summary>Texts for <c>Warning</c> headers, in order.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>
    /// Whether the list is of a custom resource. kube-apiserver writes those from untyped trees: items keep their kind, and an
    /// empty <c>continue</c> is there; lists of built-in kinds have neither.
    /// </summary>
    internal bool IsCustom { get; init; }

    /// <summary>Whether items are written with their kind although the list is not custom.</summary>
    internal bool KeepsItemKind { get; init; }

    /// <summary>Writes the list as JSON.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        WriteHead(output);
        for (var i = 0; i < Items.Count; i++)
        {
            WriteItem(output, i);
        }

        output.Write("]}"u8);
    }

    /// <summary>
    /// Writes what stands before the items, for callers that stream: then <see cref="WriteItem"/> for each, then <c>]}</c>.
    /// </summary>
    public void WriteHead(IBufferWriter<byte> output)
    {
        var head = new StringBuilder(256)
            .Append("{\"kind\":\"").Append(Kind.Kind)
            .Append("\",\"apiVersion\":\"").Append(Kind.ApiVersion)
            .Append("\",\"metadata\":{\"resourceVersion\":\"").Append(ResourceVersion).Append('"');
        if (IsCustom || Continue.Length > 0)
        {
            head.Append(",\"continue\":\"").Append(Continue).Append('"');
        }

        if (RemainingItemCount is { } remaining)
        {
            head.Append(CultureInfo.InvariantCulture, $",\"remainingItemCount\":{remaining}");
        }

        head.Append("},\"items\":[");
        Encoding.UTF8.GetBytes(head.ToString(), output);
    }

    /// <summary>Writes one item and the comma before it.</summary>
    public void WriteItem(IBufferWriter<byte> output, int index)
    {
        if (index > 0)
        {
            output.Write(","u8);
        }

        var json = Items[index].Json.Span;
        var typeMeta = IsCustom || KeepsItemKind ? 0 : TypeMetaLength(json);
        if (typeMeta > 0)
        {
            output.Write("{"u8);
        }

        output.Write(json[typeMeta..]);
    }

    // The engine stores kind and apiVersion first, so that leaving them out is a slice; 0 when they stand elsewhere.
    private static int TypeMetaLength(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        for (var i = 0; i < 2; i++)
        {
            if (!reader.Read() || !(reader.ValueTextEquals("kind"u8) || reader.ValueTextEquals("apiVersion"u8)))
            {
                return 0;
            }

            reader.Read();
        }

        var end = (int)reader.BytesConsumed;
        return end < json.Length && json[end] == (byte)',' ? end + 1 : 0;
    }
}
