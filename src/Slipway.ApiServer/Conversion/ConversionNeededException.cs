using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Conversion;

/// <summary>A conversion must be waited for before work can go on.</summary>
/// <param name="obj">The object.</param>
/// <param name="apiVersion">The version that it is needed in.</param>
internal sealed class ConversionNeededException(JsonObject obj, string apiVersion) : Exception($"the object is needed in {apiVersion}")
{
    public JsonObject Object { get; } = obj;

    public string ApiVersion { get; } = apiVersion;
}
