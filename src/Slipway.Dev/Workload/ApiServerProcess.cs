using Slipway.Dev.Kubeadm;

namespace Slipway.Dev.Workload;

/// <summary>The API server that runs on one machine.</summary>
/// <param name="AuthorityPem">The authority of its cluster.</param>
/// <param name="Version">Its Kubernetes version; null when the image's is none.</param>
internal sealed record ApiServerProcess(string AuthorityPem, KubernetesVersion? Version);
