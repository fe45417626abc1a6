namespace Slipway.Kubeadm.ControlPlane.Authorities;

/// <summary>What a Secret tells of an authority.</summary>
/// <param name="Problem">Why nothing can be signed or trusted by it; null for nothing.</param>
/// <param name="Thumbprint">The certificate's SHA-256; null where it was not read.</param>
/// <param name="NotAfter">When the certificate runs out; null for a bare key.</param>
internal sealed record AuthorityFacts(string? Problem, string? Thumbprint = null, DateTimeOffset? NotAfter = null);
