using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>The server of a kubeconfig.</summary>
[MinProperties(1)]
public sealed class KubeConfigCluster
{
    /// <summary>Authority, PEM. Unset: the cluster's own.</summary>
    [Length(1, 51200)]
    public byte[]? CertificateAuthorityData { get; set; }

    /// <summary>Whether the server's certificate is not checked. Default false.</summary>
    public bool? InsecureSkipTLSVerify { get; set; }

    /// <summary>Proxy to use.</summary>
    [Length(1, 512)]
    public string? ProxyURL { get; set; }

    /// <summary>URL of the API server. Unset: the Cluster's endpoint.</summary>
    [Length(1, 512)]
    public string? Server { get; set; }

    /// <summary>Name expected in the server's certificate. Unset: the host.</summary>
    [Length(1, 512)]
    public string? TlsServerName { get; set; }
}
