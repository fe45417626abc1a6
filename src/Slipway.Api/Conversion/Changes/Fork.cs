using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Codecs;

namespace Slipway.Api.Conversion.Changes;

/// <summary>
/// A field of the older version that the newer one has in two places. Where these differ, the older version shows the first.
/// </summary>
/// <param name="first">The one place in the newer version.</param>
/// <param name="second">The other.</param>
/// <param name="older">The place in the older version.</param>
/// <param name="codec">How its form changes.</param>
internal sealed class Fork(FieldPlace first, FieldPlace second, FieldPlace older, IValueCodec codec) : IFieldChange
{
    public void ToOlder(JsonObject obj, ConversionContext context)
    {
        second.Take(obj);
        if (first.Take(obj) is { } value && codec.ToOlder(value, first, context) is { } converted)
        {
            older.Put(obj, converted);
        }
    }

    public void ToNewer(JsonObject obj, ConversionContext context)
    {
        if (older.Take(obj) is { } value && codec.ToNewer(value, older, context) is { } converted)
        {
            first.Put(obj, converted);
            second.Put(obj, converted.DeepClone());
        }
    }
}
