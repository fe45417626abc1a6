namespace Slipway.Kubeadm.Certificates;

/// <summary>What a certificate authority of a cluster signs.</summary>
internal enum AuthorityPurpose
{
    /// <summary>API server, kubelets and users: <c>&lt;cluster&gt;-ca</c>.</summary>
    Cluster,

    /// <summary>etcd's peers and clients: <c>&lt;cluster&gt;-etcd</c>.</summary>
    Etcd,

    /// <summary>The front proxy of aggregated APIs: <c>&lt;cluster&gt;-proxy</c>.</summary>
    FrontProxy,

    /// <summary>Service account tokens, a bare key pair: <c>&lt;cluster&gt;-sa</c>.</summary>
    ServiceAccount,
}
