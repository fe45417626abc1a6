using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion.Changes;

/// <summary>One way in which a kind differs between two neighbouring versions.</summary>
internal interface IFieldChange
{
    /// <summary>Brings the object from the newer version to the older one.</summary>
    void ToOlder(JsonObject obj, ConversionContext context);

    /// <summary>Brings the object from the older version to the newer one.</summary>
    void ToNewer(JsonObject obj, ConversionContext context);
}
