using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Changes;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion.Codecs;

/// <summary>Seconds, which older versions write as <c>1m30s</c>. Parts of a second are cut off.</summary>
internal sealed class DurationCodec : IValueCodec
{
    public JsonNode? ToOlder(JsonNode value, FieldPlace place, ConversionContext context) =>
        long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? GoDuration.FromSeconds(seconds)
            : throw new ConversionException(place.ToString(), value.ToJsonString(), "must be a whole number of seconds");

    public JsonNode? ToNewer(JsonNode value, FieldPlace place, ConversionContext context)
    {
        if (!GoDuration.TryParse(value.AsText(), out var duration))
        {
            throw new ConversionException(place.ToString(), value.ToJsonString(), "must be a duration such as 10m or 1h30m");
        }

        return (int)Math.Clamp((long)duration.TotalSeconds, int.MinValue, int.MaxValue);
    }
}
