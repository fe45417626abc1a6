using System.Text.Json.Nodes;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Authentication.Bootstrap;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Certificates;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Engine;

/// <summary>Who an engine knows, and what they may do.</summary>
internal sealed class EngineAccess
{
    private readonly EscalationGuard _escalation;
    private readonly SigningRequestGuard _certificates;

    public EngineAccess(VersionedStore store, ClusterCredentialSource credentials, TimeProvider time)
    {
        Credentials = credentials;
        Roles = new RbacIndex(store);
        Authorizer = new RbacAuthorizer(Roles);
        ServiceAccounts = new ServiceAccountTokens(credentials, store, time);
        Tokens = new ClusterTokens(ServiceAccounts, new BootstrapTokens(store, time));
        _escalation = new EscalationGuard(Roles, Authorizer);
        _certificates = new SigningRequestGuard(Authorizer, time);
        OpenId = new OpenIdDocuments(credentials);
    }

    public ClusterCredentialSource Credentials { get; }

    public RbacIndex Roles { get; }

    public RbacAuthorizer Authorizer { get; }

    public ServiceAccountTokens ServiceAccounts { get; }

    public ClusterTokens Tokens { get; }

    public OpenIdDocuments OpenId { get; }

    /// <summary>
    /// Refuses a write for what the object says in itself, such as a role that gives more than its writer has. It looks at the object as
    /// admission has left it, before it is validated.
    /// </summary>
    public ValueTask CheckAsync(WriteScope scope, JsonObject obj, JsonObject? old, CancellationToken cancellationToken) =>
        scope.Resource.Kind.Group switch
        {
            RbacResources.Group => _escalation.CheckAsync(scope, obj, old, cancellationToken),
            CertificateSigners.Group when scope.Resource.Plural == CertificateSigners.Resource =>
                _certificates.CheckAsync(scope, obj, old, cancellationToken),
            _ => default,
        };
}
