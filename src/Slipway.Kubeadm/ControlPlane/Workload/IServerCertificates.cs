namespace Slipway.Kubeadm.ControlPlane.Workload;

/// <summary>Looks at what servers show to their clients.</summary>
internal interface IServerCertificates
{
    /// <summary>When the certificate that kubeadm made for a server runs out.</summary>
    /// <param name="connection">A fresh connection to it; disposed afterwards by the caller.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>Null when it shows none.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">What answers speaks no TLS, or has a certificate that somebody else made.</exception>
    Task<DateTimeOffset?> ReadExpiryAsync(Stream connection, CancellationToken cancellationToken);
}
