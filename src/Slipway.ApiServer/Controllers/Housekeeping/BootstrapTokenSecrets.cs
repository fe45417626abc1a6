using Slipway.ApiServer.Authentication.Bootstrap;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Controllers.Housekeeping;

/// <summary>Deletes the Secrets of bootstrap tokens that have ended.</summary>
internal sealed class BootstrapTokenSecrets(ApiServerEngine engine)
{
    /// <summary>Deletes one if its time is over.</summary>
    /// <returns>When to look again; null when there is no need to.</returns>
    public async ValueTask<DateTimeOffset?> DeleteExpiredAsync(StoreKey key, CancellationToken cancellationToken)
    {
        var core = engine.Core;
        if (core.Store.Get(key) is not { } stored || ObjectViews.Of(stored).Stored is not { IsDeleting: false } secret
            || BootstrapToken.Of(secret) is not { Expiration: { } expiration } token)
        {
            return null;
        }

        if (!token.HasExpired(core.Time.GetUtcNow()))
        {
            return expiration;
        }

        await engine.DeleteAsync(
            new DeleteRequest
            {
                Resource = new ResourceReference("", "v1", "secrets"),
                Namespace = key.Namespace,
                Name = key.Name,
                PreconditionUid = secret.Metadata.Uid,
                PreconditionResourceVersion = secret.Metadata.ResourceVersion,
            },
            cancellationToken);
        return null;
    }
}
