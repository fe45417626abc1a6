namespace Slipway.ApiServer.Authorization;

/// <summary>Decides what users may do.</summary>
public interface IRequestAuthorizer
{
    /// <summary>Decides one request.</summary>
    ValueTask<AuthorizationDecision> AuthorizeAsync(AuthorizationAttributes attributes, CancellationToken cancellationToken);
}
