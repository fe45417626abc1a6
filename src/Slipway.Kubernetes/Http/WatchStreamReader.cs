using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Http;

/// <summary>Reads a watch's events, one JSON object a line. An object's bytes are copied once, out of the pipe.</summary>
internal static class WatchStreamReader
{
    // Far more than any server stores; what is longer is not an event.
    private const int MaxLineBytes = 32 * 1024 * 1024;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = KubeJson.MaxDepth };

    /// <exception cref="KubeApiException">The server ended the watch with an error.</exception>
    /// <exception cref="IOException">The stream broke, or is not a watch's.</exception>
    public static async IAsyncEnumerable<WatchEvent> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));
        try
        {
            while (true)
            {
                var result = await pipe.ReadAsync(cancellationToken);
                var buffer = result.Buffer;
                while (TryTakeLine(ref buffer, out var line))
                {
                    if (Parse(line) is { } next)
                    {
                        yield return next;
                    }
                }

                if (buffer.Length > MaxLineBytes)
                {
                    throw new IOException($"a watch event is longer than {MaxLineBytes} bytes");
                }

                pipe.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }

        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }

    private static WatchEvent? Parse(in ReadOnlySequence<byte> line)
    {
        if (line.IsEmpty)
        {
            return null;
        }

        try
        {
            return ParseEvent(line);
        }
        catch (JsonException e)
        {
            throw new IOException("a line of the watch is not an event", e);
        }
    }

    private static WatchEvent? ParseEvent(in ReadOnlySequence<byte> line)
    {
        var reader = new Utf8JsonReader(line, ReaderOptions);
        WatchEventType? type = null;
        var isError = false;
        ReadOnlySequence<byte> obj = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                isError = reader.ValueTextEquals("ERROR"u8);
                type = TypeOf(ref reader);
            }
            else
            {
                var isObject = reader.ValueTextEquals("object"u8);
                reader.Read();
                var start = reader.TokenStartIndex;
                reader.Skip();
                obj = isObject ? line.Slice(start, reader.BytesConsumed - start) : obj;
            }
        }

        if (isError)
        {
            throw new KubeApiException(KubeStatusJson.Read(obj.ToArray(), httpCode: 500));
        }

        // A type that this client does not know is a newer server's.
        return type is { } known && !obj.IsEmpty ? new WatchEvent(known, new KubeObject(obj.ToArray())) : null;
    }

    private static WatchEventType? TypeOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("MODIFIED"u8))
        {
            return WatchEventType.Modified;
        }

        if (reader.ValueTextEquals("ADDED"u8))
        {
            return WatchEventType.Added;
        }

        if (reader.ValueTextEquals("DELETED"u8))
        {
            return WatchEventType.Deleted;
        }

        return reader.ValueTextEquals("BOOKMARK"u8) ? WatchEventType.Bookmark : null;
    }
}
