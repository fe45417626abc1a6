using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>What PersistentVolumes and PersistentVolumeClaims share: nobody removes them while they may be in use.</summary>
/// <param name="finalizer">What holds them until a controller of volumes lets them go.</param>
internal abstract class VolumeRules(string finalizer) : KindRules
{
    public override bool ReturnsDeletedObject => true;

    public override void PrepareCreate(JsonObject obj)
    {
        var metadata = obj.Ensure("metadata");
        if (!metadata.Texts("finalizers").Contains(finalizer))
        {
            if (metadata.List("finalizers") is { } finalizers)
            {
                finalizers.Add((JsonNode)finalizer);
            }
            else
            {
                metadata["finalizers"] = new JsonArray(finalizer);
            }
        }
    }
}
