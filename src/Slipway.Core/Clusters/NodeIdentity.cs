using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>Reads a Node's identifier without making a tree of it.</summary>
internal static class NodeIdentity
{
    /// <summary><c>spec.providerID</c>; null when there is none.</summary>
    public static string? ProviderId(KubeObject node)
    {
        var reader = new Utf8JsonReader(node.Json.Span);
        if (!Enter(ref reader, "spec"u8) || !Enter(ref reader, "providerID"u8))
        {
            return null;
        }

        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    /// <summary>Moves from the start of an object to the value of one of its properties.</summary>
    private static bool Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> property)
    {
        if (reader.TokenType == JsonTokenType.None)
        {
            reader.Read();
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(property);
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
