using System.Collections.Immutable;
using Slipway.ApiServer.Authentication.Bootstrap;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Authentication;

/// <summary>Knows users by the tokens of the cluster: those of service accounts and of joining machines.</summary>
internal sealed class ClusterTokens(ServiceAccountTokens serviceAccounts, BootstrapTokens bootstrap) : ITokenAuthenticator
{
    public ValueTask<RequestUser?> AuthenticateAsync(string token, CancellationToken cancellationToken) =>
        new(Verify(token, serviceAccounts.ServerAudiences).User);

    public TokenVerdict Verify(string token, ImmutableArray<string> audiences) =>
        bootstrap.Find(token) is { } machine
            ? new TokenVerdict(machine, audiences.RemoveAll(a => !serviceAccounts.ServerAudiences.Contains(a)))
            : serviceAccounts.Verify(token, audiences);
}
