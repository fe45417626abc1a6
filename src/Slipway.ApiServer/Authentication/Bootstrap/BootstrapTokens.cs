using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Authentication.Bootstrap;

/// <summary>Knows joining machines by the tokens in the Secrets of kube-system.</summary>
internal sealed partial class BootstrapTokens(VersionedStore store, TimeProvider time)
{
    private const string Group = "system:bootstrappers";

    /// <summary>The token's user; null when the token has another form, or no valid Secret.</summary>
    public RequestUser? Find(string token)
    {
        if (!Form().IsMatch(token))
        {
            return null;
        }

        var (id, secret) = (token[..6], token[7..]);
        var key = new StoreKey("secrets", BootstrapToken.Namespace, BootstrapToken.NamePrefix + id);
        if (store.Get(key) is not { } stored || ObjectViews.Of(stored).Stored is not { IsDeleting: false } found
            || BootstrapToken.Of(found) is not { } kept)
        {
            return null;
        }

        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(kept.Secret), Encoding.UTF8.GetBytes(secret));
        return isRight && kept.Id == id && kept.IsForAuthentication && !kept.HasExpired(time.GetUtcNow()) && kept.ExtraGroups is { } groups
            ? new RequestUser($"system:bootstrap:{id}", GroupsOf(groups))
            : null;
    }

    private static ImmutableArray<string> GroupsOf(IEnumerable<string> extra) =>
        [.. extra.Append(Group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), RequestGroups.Authenticated];

    [GeneratedRegex(@"^[a-z0-9]{6}\.[a-z0-9]{16}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
