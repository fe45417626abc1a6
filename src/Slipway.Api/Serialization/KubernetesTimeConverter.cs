using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Kubernetes.Formats;

namespace Slipway.Api.Serialization;

/// <summary>Times as Kubernetes' <c>metav1.Time</c> has them on the wire: UTC, whole seconds, <c>2026-01-31T23:59:59Z</c>.</summary>
internal sealed class KubernetesTimeConverter : JsonConverter<DateTime>
{
    /// <summary>Reads RFC 3339 with any offset and any fraction.</summary>
    /// <exception cref="JsonException">The text is not a time.</exception>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
        {
            return time.UtcDateTime;
        }

        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : reader.TokenType.ToString();
        throw new JsonException($"\"{text}\" is not a time; write it in RFC 3339, as 2026-01-31T23:59:59Z");
    }

    /// <summary>Writes whole seconds; a time of unspecified kind is taken as UTC.</summary>
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[KubeTime.Length];
        KubeTime.Format(value, text);
        writer.WriteStringValue(text);
    }
}
