using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Access;

/// <summary>Finds out who asks: by client certificate, once a connection, or by bearer token.</summary>
internal sealed class RequestAuthenticator(ITokenAuthenticator? tokens)
{
    private static readonly RequestUser Anonymous = new("system:anonymous", [RequestGroups.Unauthenticated]);

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">What the client shows of itself is not valid (401).</exception>
    public async ValueTask<RequestUser> AuthenticateAsync(HttpContext context)
    {
        var connection = context.Features.Get<IEndpointConnectionFeature>();
        if (connection?.ClientCertificate is { } certificate && UserOf(connection, certificate) is { } user)
        {
            return user;
        }

        if (BearerToken(context.Request) is { } token)
        {
            return tokens is not null && await tokens.AuthenticateAsync(token, context.RequestAborted) is { } known
                ? known
                : throw FrontErrors.Unauthorized();
        }

        return connection?.ClientCertificate is null ? Anonymous : throw FrontErrors.Unauthorized();
    }

    private static RequestUser? UserOf(IEndpointConnectionFeature connection, X509Certificate2 certificate)
    {
        if (!connection.IsClientCertificateTrusted)
        {
            return null;
        }

        // Requests of a connection may race here; they would find the same user.
        return (connection.State ??= CertificateUser.Of(certificate)) as RequestUser;
    }

    // Another scheme, or an empty token, is as if nothing was said.
    private static string? BearerToken(HttpRequest request)
    {
        var parts = request.Headers.Authorization.ToString().Trim().Split(' ', 3);
        return parts.Length >= 2 && parts[0].Equals("bearer", StringComparison.OrdinalIgnoreCase) && parts[1].Length > 0 ? parts[1] : null;
    }
}
