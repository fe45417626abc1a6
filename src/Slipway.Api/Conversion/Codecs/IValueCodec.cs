using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Changes;

namespace Slipway.Api.Conversion.Codecs;

/// <summary>The two forms of a field's value.</summary>
internal interface IValueCodec
{
    /// <summary>The form of the older version; null when there is none.</summary>
    /// <param name="value">The newer form, free to be used.</param>
    /// <param name="place">Where the value is, for errors.</param>
    /// <param name="context">What else is known.</param>
    /// <exception cref="ConversionException">The value means nothing.</exception>
    JsonNode? ToOlder(JsonNode value, FieldPlace place, ConversionContext context);

    /// <summary>The form of the newer version; null when there is none.</summary>
    /// <param name="value">The older form, free to be used.</param>
    /// <param name="place">Where the value is, for errors.</param>
    /// <param name="context">What else is known.</param>
    /// <exception cref="ConversionException">The value means nothing.</exception>
    JsonNode? ToNewer(JsonNode value, FieldPlace place, ConversionContext context);
}
