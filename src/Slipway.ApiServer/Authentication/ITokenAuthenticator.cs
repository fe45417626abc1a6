using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Authentication;

/// <summary>Knows users by bearer tokens, such as bootstrap and service account tokens.</summary>
public interface ITokenAuthenticator
{
    /// <summary>The token's user; null when the token is not known or not valid any more.</summary>
    ValueTask<RequestUser?> AuthenticateAsync(string token, CancellationToken cancellationToken);
}
