using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Kubernetes.Apply;

/// <summary>Writes the bytes as they are.</summary>
internal sealed class StoredManagersConverter : JsonConverter<StoredManagers>
{
    public override StoredManagers Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("stored managers are only written");

    public override void Write(Utf8JsonWriter writer, StoredManagers value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
