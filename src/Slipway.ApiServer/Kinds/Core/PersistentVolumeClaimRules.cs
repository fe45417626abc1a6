namespace Slipway.ApiServer.Kinds.Core;

/// <summary>PersistentVolumeClaims.</summary>
internal sealed class PersistentVolumeClaimRules() : VolumeRules("kubernetes.io/pvc-protection")
{
}
