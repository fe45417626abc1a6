using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Codecs;

namespace Slipway.Api.Conversion.Changes;

/// <summary>A field that has another name, another place or another form.</summary>
/// <param name="newer">Where it is in the newer version.</param>
/// <param name="older">Where it is in the older one.</param>
/// <param name="codec">How its form changes; null when it is the same.</param>
internal sealed class Move(FieldPlace newer, FieldPlace older, IValueCodec? codec = null) : IFieldChange
{
    public void ToOlder(JsonObject obj, ConversionContext context)
    {
        if (newer.Take(obj) is { } value && (codec is null ? value : codec.ToOlder(value, newer, context)) is { } converted)
        {
            older.Put(obj, converted);
        }
    }

    public void ToNewer(JsonObject obj, ConversionContext context)
    {
        if (older.Take(obj) is { } value && (codec is null ? value : codec.ToNewer(value, older, context)) is { } converted)
        {
            newer.Put(obj, converted);
        }
    }
}
