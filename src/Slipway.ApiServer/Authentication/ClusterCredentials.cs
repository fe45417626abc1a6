using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Authentication;

/// <summary>What a cluster's API server and controllers sign with.</summary>
/// <param name="Authority">
/// The cluster's authority: clients trust it (its certificate is published in each namespace), and it signs what
/// CertificateSigningRequests ask for.
/// </param>
/// <param name="ServiceAccounts">Signs service account tokens.</param>
public sealed record ClusterCredentials(CertificateKeyPair Authority, ServiceAccountKey ServiceAccounts)
{
    /// <summary>The issuer that kubeadm gives every cluster.</summary>
    public const string DefaultIssuer = "https://kubernetes.default.svc.cluster.local";

    /// <summary>Who issues the cluster's tokens, and whom they are meant for when a request does not say.</summary>
    public string Issuer { get; init; } = DefaultIssuer;

    /// <summary>The type's name only: keys are never printed.</summary>
    public override string ToString() => nameof(ClusterCredentials);
}
