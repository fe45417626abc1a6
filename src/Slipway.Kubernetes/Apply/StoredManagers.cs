using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Apply;

/// <summary>
/// The value of <c>metadata.managedFields</c> in a tree, kept as the bytes it was stored in. It is half of a small object and nobody but
/// <see cref="FieldManager"/> looks into it, so that a tree of nodes for it would be the largest cost of a write. In a tree it
/// stands as a value that writes itself as the list it is; <see cref="Expand"/> makes it a list for who wants to look inside.
/// </summary>
[JsonConverter(typeof(StoredManagersConverter))]
public sealed class StoredManagers
{
    private const string Field = "managedFields";

    private StoredManagers(ReadOnlyMemory<byte> utf8) => Utf8 = utf8;

    /// <summary>The list as JSON.</summary>
    internal ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>A node that stands for the list.</summary>
    /// <param name="utf8">A JSON array, as a <see cref="FieldManager"/> wrote it; it must not change afterwards.</param>
    public static JsonNode ToNode(ReadOnlyMemory<byte> utf8) =>
        JsonValue.Create(new StoredManagers(utf8), StoredManagersContext.Default.StoredManagers)!;

    /// <summary>Whether a node stands for a list of managers.</summary>
    public static bool Is(JsonNode? node) => Of(node) is not null;

    /// <summary>Makes the list of an object's managers one of nodes; does nothing when it is one or there is none.</summary>
    public static void Expand(JsonObject? resource)
    {
        if (resource?["metadata"] is JsonObject metadata && Of(metadata[Field]) is { } stored)
        {
            metadata[Field] = JsonNode.Parse(stored.Utf8.Span, default, KubeJson.DocumentOptions);
        }
    }

    /// <summary>Makes of a list of nodes, which others may have changed, one as a <see cref="FieldManager"/> writes it.</summary>
    /// <returns>Why the list cannot be read; null when it could, or there is none.</returns>
    public static string? Normalize(JsonObject resource)
    {
        if (ManagedFields.ListOf(resource) is not JsonArray list)
        {
            return null;
        }

        try
        {
            ManagedFields.ReadList(list)!.WriteTo(resource);
            return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    /// <summary>Whether two values of the field say the same but for the times of their entries.</summary>
    public static bool AreEqualButForTimes(JsonNode? left, JsonNode? right)
    {
        if (Of(left) is { } one && Of(right) is { } other && one.Utf8.Span.SequenceEqual(other.Utf8.Span))
        {
            return true;
        }

        var first = ManagedFields.TryReadList(left);
        var second = ManagedFields.TryReadList(right);
        return first is not null && second is not null && first.EqualsButForTimes(second);
    }

    /// <summary>Whether a list that a client sends is the stored one, as of who sends back what it has read.</summary>
    internal static bool IsCopy(JsonNode? given, JsonNode? stored)
    {
        if (given is not JsonArray list || Of(stored) is not { } known)
        {
            return false;
        }

        using var buffer = new PooledBuffer(known.Utf8.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer, KubeJson.WriterOptions))
        {
            list.WriteTo(writer);
        }

        return buffer.WrittenSpan.SequenceEqual(known.Utf8.Span);
    }

    /// <summary>The stored list that a node stands for; null for any other node.</summary>
    internal static StoredManagers? Of(JsonNode? node) => node is JsonValue value && value.TryGetValue<StoredManagers>(out var stored)
        ? stored : null;
}
