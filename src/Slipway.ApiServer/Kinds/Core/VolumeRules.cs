using System.Text.Json.Nodes;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>What PersistentVolumes and PersistentVolumeClaims share: nobody removes them while they may be in use.</summary>
/// <param name="finalizer">What holds them until a controller of volumes lets them go.</param>
internal abstract class VolumeRules(string finalizer) : WalkedRules
{
    public override bool ReturnsDeletedObject => true;

    public override void PrepareCreate(JsonObject obj) => ProtectionFinalizer.Add(obj, finalizer);
}
