using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Changes;

namespace Slipway.Api.Conversion.Codecs;

/// <summary>A reference to a template with its version. Older versions name the namespace too, which is always the object's own.</summary>
internal sealed class TemplateReferenceCodec : IValueCodec
{
    public JsonNode? ToOlder(JsonNode value, FieldPlace place, ConversionContext context)
    {
        if (value is JsonObject reference && context.Namespace is { } ns)
        {
            reference["namespace"] = ns;
        }

        return value;
    }

    public JsonNode? ToNewer(JsonNode value, FieldPlace place, ConversionContext context) => value;
}
