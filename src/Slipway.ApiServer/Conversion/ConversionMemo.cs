using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Conversion;

/// <summary>
/// The conversions that keeping managedFields through one write has needed so far. What keeps them does not wait; it breaks off at what
/// is not here yet, and runs again when it is.
/// </summary>
internal sealed class ConversionMemo
{
    private readonly Dictionary<(string ApiVersion, string Object), JsonObject> _known = [];

    /// <summary>Whether nothing can be converted: objects are then taken as they are.</summary>
    public bool IsOff { get; set; }

    /// <summary>The object in another version, without its managers.</summary>
    /// <exception cref="ConversionNeededException">It is not known yet.</exception>
    public JsonObject Find(JsonObject obj, string apiVersion)
    {
        if (IsOff)
        {
            return obj;
        }

        var plain = obj.Copy();
        plain.Map("metadata")?.Remove("managedFields");
        return _known.TryGetValue((apiVersion, plain.ToJsonString()), out var converted)
            ? converted
            : throw new ConversionNeededException(plain, apiVersion);
    }

    public void Add(ConversionNeededException needed, JsonObject converted) =>
        _known[(needed.ApiVersion, needed.Object.ToJsonString())] = converted;
}
