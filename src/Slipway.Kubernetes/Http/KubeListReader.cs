using System.Text;
using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Http;

/// <summary>Takes a list apart into objects, each with bytes of its own: one that is kept must not keep the whole list.</summary>
internal static class KubeListReader
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = KubeJson.MaxDepth };

    /// <exception cref="JsonException">The bytes are not a list.</exception>
    public static KubeList Read(ReadOnlySpan<byte> json, GroupVersionKind itemKind)
    {
        try
        {
            return ReadList(json, itemKind);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a string holds bytes or an escape that are no characters", e);
        }
    }

    private static KubeList ReadList(ReadOnlySpan<byte> json, GroupVersionKind itemKind)
    {
        var reader = new Utf8JsonReader(json, ReaderOptions);
        List<KubeObject>? items = null;
        string version = "", next = "";
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("a list must be a JSON object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("items"u8))
            {
                items = ReadItems(ref reader, json, itemKind);
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                (version, next) = ReadMetadata(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        // Whoever takes half a list for the whole takes the rest for gone.
        return items is not null && reader.TokenType == JsonTokenType.EndObject
            ? new KubeList(items, version, next.Length == 0 ? null : next)
            : throw new JsonException(items is null ? "a list must have items" : "a list does not end where it should");
    }

    private static List<KubeObject> ReadItems(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, GroupVersionKind kind)
    {
        var items = new List<KubeObject>();
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return items; // Go writes an empty list so
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("the items of a list must be an array");
        }

        // Items of built-in lists do not repeat their kind, so it is put before their first field.
        var typeMeta = Encoding.UTF8.GetBytes($"{{\"kind\":\"{kind.Kind}\",\"apiVersion\":\"{kind.ApiVersion}\"");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(ReadItem(json[start..(int)reader.BytesConsumed], typeMeta));
        }

        return reader.TokenType == JsonTokenType.EndArray ? items : throw new JsonException("an item of a list must be a JSON object");
    }

    private static KubeObject ReadItem(ReadOnlySpan<byte> item, byte[] typeMeta)
    {
        if (item.StartsWith("{\"kind\""u8) || item.StartsWith("{\"apiVersion\""u8))
        {
            return new KubeObject(item.ToArray());
        }

        var first = new Utf8JsonReader(item, ReaderOptions);
        first.Read();
        first.Read();
        if (!item.StartsWith("{\"metadata\""u8) && new KubeObject(item.ToArray()) is { Kind.Kind.Length: > 0 } complete)
        {
            return complete;
        }

        var isEmpty = first.TokenType == JsonTokenType.EndObject;
        var bytes = GC.AllocateUninitializedArray<byte>(typeMeta.Length + item.Length - (isEmpty ? 1 : 0));
        typeMeta.CopyTo(bytes, 0);
        item[1..].CopyTo(bytes.AsSpan(bytes.Length - (item.Length - 1)));
        if (!isEmpty)
        {
            bytes[typeMeta.Length] = (byte)',';
        }

        return new KubeObject(bytes);
    }

    private static (string Version, string Next) ReadMetadata(ref Utf8JsonReader reader)
    {
        string version = "", next = "";
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = reader.ValueTextEquals("resourceVersion"u8);
            var isNext = reader.ValueTextEquals("continue"u8);
            reader.Read();
            if (isVersion)
            {
                version = reader.GetString() ?? "";
            }
            else if (isNext)
            {
                next = reader.GetString() ?? "";
            }
            else
            {
                reader.Skip();
            }
        }

        return (version, next);
    }
}
