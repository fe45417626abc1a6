using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>PersistentVolumes.</summary>
internal sealed class PersistentVolumeRules() : VolumeRules("kubernetes.io/pv-protection")
{
    public override void PrepareCreate(JsonObject obj)
    {
        base.PrepareCreate(obj);
        obj.Ensure("status")["lastPhaseTransitionTime"] = obj.Map("metadata")!.Text("creationTimestamp");
    }
}
