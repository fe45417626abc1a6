using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion.Changes;

/// <summary>A flag that says whether a number of the older version is above zero. The newer version has no word for it.</summary>
/// <param name="flag">The flag.</param>
/// <param name="number">The number; without it there is no flag either.</param>
internal sealed class Summary(FieldPlace flag, FieldPlace number) : IFieldChange
{
    public void ToOlder(JsonObject obj, ConversionContext context)
    {
        if (number.Find(obj) is JsonValue value && long.TryParse(value.ToJsonString(), out var count))
        {
            flag.Put(obj, count > 0);
        }
    }

    public void ToNewer(JsonObject obj, ConversionContext context) => flag.Take(obj);
}
