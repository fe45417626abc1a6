using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Changes;

namespace Slipway.Api.Conversion.Codecs;

/// <summary>A bootstrap token as a text. v1alpha3 has it as an object without fields, which says no more than that there is one.</summary>
internal sealed class TokenCodec : IValueCodec
{
    public JsonNode? ToOlder(JsonNode value, FieldPlace place, ConversionContext context) => new JsonObject();

    public JsonNode? ToNewer(JsonNode value, FieldPlace place, ConversionContext context) => value is JsonValue ? value : null;
}
