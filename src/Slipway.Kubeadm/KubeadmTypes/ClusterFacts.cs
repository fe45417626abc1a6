namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>
/// What kubeadm is told about the cluster that the user did not write into the KubeadmConfig: it follows from Cluster and Machine.
/// </summary>
/// <param name="ClusterName">The cluster's name.</param>
/// <param name="KubernetesVersion">The version to install, with the leading v.</param>
/// <param name="ControlPlaneEndpoint"><c>host:port</c>; null when there is none.</param>
/// <param name="ServiceSubnet">CIDRs of services, separated by commas; null for kubeadm's default.</param>
/// <param name="PodSubnet">CIDRs of pods, separated by commas; null for none.</param>
/// <param name="DnsDomain">The domain of services; null for kubeadm's default.</param>
internal sealed record ClusterFacts(
    string ClusterName, string KubernetesVersion, string? ControlPlaneEndpoint, string? ServiceSubnet, string? PodSubnet, string? DnsDomain);
