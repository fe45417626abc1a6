using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace Slipway.Kubernetes.Objects;

/// <summary>
/// Reads <c>apiVersion</c>, <c>kind</c> and <see cref="ObjectMetadata"/> out of an object's JSON without building a tree.
/// </summary>
internal static class ObjectMetadataReader
{
    private const string NoText = "a string holds bytes or an escape that are no characters";

    private static readonly JsonReaderOptions Options = new() { MaxDepth = KubeJson.MaxDepth };

    /// <exception cref="JsonException">The bytes are no JSON object, or hold a text that is no text.</exception>
    public static (GroupVersionKind Kind, ObjectMetadata Metadata) Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return ReadObject(json);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(NoText, e);
        }
    }

    /// <summary>The map of texts that <see cref="Read"/> passed over at <paramref name="start"/>; empty when none is there.</summary>
    public static IReadOnlyDictionary<string, string> ReadMap(ReadOnlySpan<byte> json, int start)
    {
        if (start == 0 || json[start] != '{')
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        // Behind the map the rest of the object follows, which this reader must not come to.
        var reader = new Utf8JsonReader(json[start..], Options);
        reader.Read();
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            map[key] = ReadString(ref reader);
        }

        return map;
    }

    private static (GroupVersionKind Kind, ObjectMetadata Metadata) ReadObject(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, Options);
        string apiVersion = "", kind = "";
        var metadata = new ObjectMetadata(json);
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
                metadata = new ObjectMetadata(json);
                ReadMetadata(ref reader, metadata);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return (GroupVersionKind.Parse(apiVersion, kind), metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, ObjectMetadata metadata)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
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
            else if (reader.ValueTextEquals("labels"u8)) { metadata.LabelsStart = PassMap(ref reader); }
            else if (reader.ValueTextEquals("annotations"u8)) { metadata.AnnotationsStart = PassMap(ref reader); }
            else if (reader.ValueTextEquals("finalizers"u8)) { metadata.Finalizers = ReadStrings(ref reader); }
            else if (reader.ValueTextEquals("ownerReferences"u8)) { metadata.OwnerReferences = ReadOwners(ref reader); }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
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

    /// <summary>Passes over a map of texts, of which each must be one that can be read later; returns where it began.</summary>
    private static int PassMap(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return start;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            CheckText(ref reader);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                CheckText(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return start;
    }

    private static void CheckText(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            // The reader alone knows which escapes are characters; labels have none.
            _ = reader.GetString();
        }
        else if (!Utf8.IsValid(reader.ValueSpan))
        {
            throw new JsonException(NoText);
        }
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
