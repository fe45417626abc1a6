using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Slipway.Kubernetes.Apply;

namespace Slipway.Kubernetes.Objects;

/// <summary>JSON as the Kubernetes API writes it, in one place.</summary>
public static class KubeJson
{
    /// <summary>The deepest nesting that is read; what is deeper is refused.</summary>
    public const int MaxDepth = 256;

    /// <summary>Limits for reading a tree.</summary>
    public static JsonDocumentOptions DocumentOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Compact, and escaping no more than JSON asks for.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
        SkipValidation = true,
    };

    /// <summary>Serializes a tree to UTF-8.</summary>
    public static byte[] ToUtf8(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Serializer options for API classes of the given source-generated contexts: camel case, nulls left out.</summary>
    public static JsonSerializerOptions CreateOptions(params IJsonTypeInfoResolver[] contexts) => new()
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine([.. contexts, FreeFormJsonContext.Default, StoredManagersContext.Default]),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
    };

    /// <summary>The tree of an API class, for patching and comparing.</summary>
    public static JsonObject ToJsonObject<T>(T value, JsonTypeInfo<T> type) => (JsonObject)JsonSerializer.SerializeToNode(value, type)!;
}
