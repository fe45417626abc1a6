using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Decoding;

/// <summary>Reads one scalar out of an object's JSON without building a tree.</summary>
internal static class FieldText
{
    /// <summary>The scalar at a path of fields, as text; null when there is none.</summary>
    public static string? Find(ReadOnlySpan<byte> json, ReadOnlySpan<string> path)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = KubeJson.MaxDepth });
        reader.Read();
        foreach (var field in path)
        {
            if (reader.TokenType != JsonTokenType.StartObject || !MoveTo(ref reader, field))
            {
                return null;
            }
        }

        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            _ => null,
        };
    }

    private static bool MoveTo(ref Utf8JsonReader reader, string field)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(field);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
