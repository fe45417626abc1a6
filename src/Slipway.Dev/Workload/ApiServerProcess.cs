using Slipway.Dev.Boot;
using Slipway.Kubernetes.Versions;


namespace Slipway.Dev.Workload;

/// <summary>The API server that runs on one machine.</summary>
/// <param name="AuthorityPem">The authority of its cluster.</param>
/// <param name="Version">Its Kubernetes version; null when the image's is none.</param>
internal sealed record ApiServerProcess(string AuthorityPem, KubernetesVersion? Version)
{
    /// <summary>The API server of a control plane machine that has booted.</summary>
    public static ApiServerProcess Of(BootedMachine booted) => new(
        booted.Pki!.ClusterCa.CertificatePem,
        KubernetesVersion.TryParse(booted.Identity.KubernetesVersion, out var version) ? version : null);
}
