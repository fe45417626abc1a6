using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion.Changes;

/// <summary>A field that the older version may leave out, because it says what the object's own name says.</summary>
/// <param name="place">Where it is.</param>
internal sealed class NamedAfterObject(FieldPlace place) : IFieldChange
{
    public void ToOlder(JsonObject obj, ConversionContext context)
    {
    }

    public void ToNewer(JsonObject obj, ConversionContext context)
    {
        if (place.Find(obj) is null && context.Name is { } name)
        {
            place.Put(obj, name);
        }
    }
}
