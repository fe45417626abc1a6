using System.Collections.Immutable;
using System.Text.Json;

namespace Slipway.Kubernetes.Objects;

/// <summary>
/// Reads <c>apiVersion</c>, <c>kind</c> and <see cref="ObjectMetadata"/> out of an object's JSON without building a tree.
/// </summary>
internal static class ObjectMetadataReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = KubeJson.MaxDepth };

    /// <exception cref="JsonException">The bytes are no JSON object, or hold a text that is no text.</exception>
    public static (GroupVersionKind Kind, ObjectMetadata Metadata) Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return ReadObject(json);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a string holds bytes or an escape that are no characters", e);
        }
    }

    private static (GroupVersionKind Kind, ObjectMetadata Metadata) ReadObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        string apiVersion = "", kind = "";
        var metadata = new ObjectMetadata();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("a Kubernetes object must be a JSON object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("apiVersion"u8))
            {
                apiVersion = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("kind"u8))
            {
                kind = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                metadata = ReadMetadata(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return (GroupVersionKind.Parse(apiVersion, kind), metadata);
    }

    private static ObjectMetadata ReadMetadata(ref Utf8JsonReader reader)
    {
        var metadata = new ObjectMetadata();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return metadata;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8)) { metadata.Name = ReadString(ref reader); }
            else if (reader.ValueTextEquals("namespace"u8)) { metadata.Namespace = ReadString(ref reader); }
            else if (reader.ValueTextEquals("uid"u8)) { metadata.Uid = ReadString(ref reader); }
            else if (reader.ValueTextEquals("resourceVersion"u8)) { metadata.ResourceVersion = ReadString(ref reader); }
            else if (reader.ValueTextEquals("generation"u8)) { metadata.Generation = ReadLong(ref reader); }
            else if (reader.ValueTextEquals("creationTimestamp"u8)) { metadata.CreationTimestamp = ReadTime(ref reader); }
            else if (reader.ValueTextEquals("deletionTimestamp"u8)) { metadata.DeletionTimestamp = ReadTime(ref reader); }
            else if (reader.ValueTextEquals("labels"u8)) { metadata.Labels = ReadMap(ref reader); }
            else if (reader.ValueTextEquals("annotations"u8)) { metadata.Annotations = ReadMap(ref reader); }
            else if (reader.ValueTextEquals("finalizers"u8)) { metadata.Finalizers = ReadStrings(ref reader); }
            else if (reader.ValueTextEquals("ownerReferences"u8)) { metadata.OwnerReferences = ReadOwners(ref reader); }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return metadata;
    }

    private static ImmutableArray<OwnerReference> ReadOwners(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        var owners = ImmutableArray.CreateBuilder<OwnerReference>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var owner = new OwnerReference("", "", "", "", Controller: false, BlockOwnerDeletion: false);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("apiVersion"u8)) { owner = owner with { ApiVersion = ReadString(ref reader) }; }
                else if (reader.ValueTextEquals("kind"u8)) { owner = owner with { Kind = ReadString(ref reader) }; }
                else if (reader.ValueTextEquals("name"u8)) { owner = owner with { Name = ReadString(ref reader) }; }
                else if (reader.ValueTextEquals("uid"u8)) { owner = owner with { Uid = ReadString(ref reader) }; }
                else if (reader.ValueTextEquals("controller"u8)) { owner = owner with { Controller = ReadBool(ref reader) }; }
                else if (reader.ValueTextEquals("blockOwnerDeletion"u8)) { owner = owner with { BlockOwnerDeletion = ReadBool(ref reader) }; }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }

            owners.Add(owner);
        }

        return owners.ToImmutable();
    }

    private static ImmutableArray<string> ReadStrings(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        var strings = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                strings.Add(reader.GetString()!);
            }
            else
            {
                reader.Skip();
            }
        }

        return strings.ToImmutable();
    }

    private static IReadOnlyDictionary<string, string> ReadMap(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return ImmutableDictionary<string, string>.Empty;
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            map[key] = ReadString(ref reader);
        }

        return map;
    }

    private static string ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString()!;
        }

        reader.Skip();
        return "";
    }

    private static bool ReadBool(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
        return reader.TokenType == JsonTokenType.True;
    }

    private static long ReadLong(ref Utf8JsonReader reader)
    {
        reader.Read();
        var value = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : 0;
        reader.Skip();
        return value;
    }

    private static DateTimeOffset? ReadTime(ref Utf8JsonReader reader)
    {
        reader.Read();
        DateTimeOffset? value = reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : null;
        reader.Skip();
        return value;
    }
}
