namespace Slipway.Core.ClusterResourceSets;

/// <summary>What became of bringing the manifests of one Secret or ConfigMap to a cluster.</summary>
/// <param name="ClusterUid">The Cluster; a namesake that comes later has got nothing yet.</param>
/// <param name="Hash">The hash of the manifests.</param>
/// <param name="Time">When it was.</param>
/// <param name="Succeeded">Whether all of them were applied.</param>
internal sealed record Attempt(string ClusterUid, string Hash, DateTime Time, bool Succeeded);
