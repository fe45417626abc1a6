using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds;

/// <summary>Keeps an object that may be in use until a controller lets it go (kube-apiserver's plugin StorageObjectInUseProtection).</summary>
internal static class ProtectionFinalizer
{
    /// <summary>Adds a finalizer to a new object, if it is not there.</summary>
    public static void Add(JsonObject obj, string finalizer)
    {
        var metadata = obj.Ensure("metadata");
        metadata.Default("finalizers", new JsonArray());
        if (!metadata.Texts("finalizers").Contains(finalizer))
        {
            metadata.List("finalizers")!.Add((JsonNode)finalizer);
        }
    }
}
