using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Changes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion.Codecs;

/// <summary>A text that older versions do not know and show as another.</summary>
internal sealed class RenamedValue(string newer, string older) : IValueCodec
{
    public JsonNode? ToOlder(JsonNode value, FieldPlace place, ConversionContext context) =>
        value.AsText() == newer ? older : value;

    public JsonNode? ToNewer(JsonNode value, FieldPlace place, ConversionContext context) => value;
}
