using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion.Changes;

/// <summary>Changes of an object in the object, or of each in a list or map of them. Its own place is the same in both versions.</summary>
/// <param name="path">Where it is.</param>
/// <param name="changes">How it differs, its fields named from there on.</param>
internal sealed class Within(FieldPlace path, params FieldChanges changes) : IFieldChange
{
    public void ToOlder(JsonObject obj, ConversionContext context)
    {
        foreach (var inner in Inner(obj))
        {
            Try(() => changes.ToOlder(inner, context));
        }
    }

    public void ToNewer(JsonObject obj, ConversionContext context)
    {
        foreach (var inner in Inner(obj))
        {
            Try(() => changes.ToNewer(inner, context));
        }
    }

    private void Try(Action convert)
    {
        try
        {
            convert();
        }
        catch (ConversionException e)
        {
            throw e.Within(path.ToString());
        }
    }

    private IEnumerable<JsonObject> Inner(JsonObject obj) => path.Find(obj) switch
    {
        JsonObject one => [one],
        JsonArray list => list.OfType<JsonObject>(),
        _ => [],
    };
}
