namespace Slipway.Kubernetes.Certificates;

/// <summary>What a certificate may be used for (X.509 extended key usage).</summary>
[Flags]
public enum CertificateUsages
{
    /// <summary>Nothing in particular.</summary>
    None = 0,

    /// <summary>A server shows it to its clients.</summary>
    Server = 1,

    /// <summary>A client shows it to a server; its subject is the user.</summary>
    Client = 2,

    /// <summary>Both, as etcd's peers do.</summary>
    ServerAndClient = Server | Client,
}
