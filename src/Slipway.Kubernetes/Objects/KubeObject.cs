using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Kubernetes.Objects;

/// <summary>
/// One object at one resourceVersion: immutable UTF-8 JSON and the metadata read from it. The bytes are the truth;
/// whoever wants to change something asks for a copy of its own.
/// </summary>
public sealed class KubeObject
{
    private object? _view;

    /// <summary>Wraps the JSON of one object. The memory must not change afterwards.</summary>
    /// <exception cref="JsonException">The bytes are not a JSON object.</exception>
    public KubeObject(ReadOnlyMemory<byte> json)
    {
        Json = json;
        (Kind, Metadata) = ObjectMetadataReader.Read(json);
    }

    /// <summary>The object as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>What the object's <c>apiVersion</c> and <c>kind</c> say.</summary>
    public GroupVersionKind Kind { get; }

    /// <summary>The object's metadata.</summary>
    public ObjectMetadata Metadata { get; }

    /// <summary>Namespace and name.</summary>
    public ObjectKey Key => Metadata.Key;

    /// <summary>Whether deletion was asked for.</summary>
    public bool IsDeleting => Metadata.DeletionTimestamp is not null;

    /// <summary>Serializes a tree.</summary>
    public static KubeObject From(JsonNode node) => new(KubeJson.ToUtf8(node));

    /// <summary>A tree of the object, the caller's own to change.</summary>
    public JsonObject ToJsonObject() => (JsonObject)JsonNode.Parse(Json.Span, default, KubeJson.DocumentOptions)!;

    /// <summary>The object as its class, the caller's own to change.</summary>
    /// <exception cref="JsonException">A field has another type than the class says.</exception>
    public T To<T>(JsonTypeInfo<T> type)
        where T : class => JsonSerializer.Deserialize(Json.Span, type)!;

    /// <summary>
    /// The object as its class, read once and shared with all who ask: nobody may change it. For whoever looks at many objects, again and
    /// again, to decide about one.
    /// </summary>
    /// <exception cref="JsonException">A field has another type than the class says.</exception>
    public T View<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (Volatile.Read(ref _view) is not T view)
        {
            // Two who ask at once read it twice; either may be kept.
            Volatile.Write(ref _view, view = To(type));
        }

        return view;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind.Kind} {Key} @{Metadata.ResourceVersion}";
}
