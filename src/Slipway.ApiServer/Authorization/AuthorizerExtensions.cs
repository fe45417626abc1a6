using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Authorization;

/// <summary>Short ways of asking an authorizer.</summary>
internal static class AuthorizerExtensions
{
    /// <summary>Throws when the user may not.</summary>
    /// <exception cref="KubeApiException">403 in kube-apiserver's words.</exception>
    public static async ValueTask DemandAsync(
        this IRequestAuthorizer authorizer, AuthorizationAttributes attributes, CancellationToken cancellationToken)
    {
        var decision = await authorizer.AuthorizeAsync(attributes, cancellationToken);
        if (!decision.IsAllowed)
        {
            throw AuthorizationErrors.Forbidden(attributes, decision.Reason);
        }
    }

    /// <summary>Whether the user may.</summary>
    public static async ValueTask<bool> AllowsAsync(
        this IRequestAuthorizer authorizer, AuthorizationAttributes attributes, CancellationToken cancellationToken) =>
        (await authorizer.AuthorizeAsync(attributes, cancellationToken)).IsAllowed;
}
