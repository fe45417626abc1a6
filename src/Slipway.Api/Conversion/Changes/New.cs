using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion.Changes;

/// <summary>
/// A field that the older version lacks, where the object around it must not stay there empty: unlike the newer version, the older one
/// takes an empty object for one that was given.
/// </summary>
/// <param name="place">Where it is in the newer version.</param>
internal sealed class New(FieldPlace place) : IFieldChange
{
    public void ToOlder(JsonObject obj, ConversionContext context) => place.Take(obj);

    public void ToNewer(JsonObject obj, ConversionContext context)
    {
    }
}
