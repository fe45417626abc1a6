using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Authentication.ServiceAccounts;

/// <summary>
/// Issues and verifies service account tokens. A signature is verified once; that the account and the object that a token is bound to are
/// still the same is looked up each time, in memory.
/// </summary>
internal sealed class ServiceAccountTokens(ClusterCredentialSource credentials, VersionedStore store, TimeProvider time)
{
    // Enough for every controller of a cluster; when it is full it starts anew.
    private const int MaxRemembered = 1024;

    // What clocks may differ by, and how long the tokens of a deleted object still count (go-jose's default).
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TokenDigest, VerifiedToken> _verified = new();

    /// <summary>The audiences of tokens that are meant for this server.</summary>
    public ImmutableArray<string> ServerAudiences => credentials.Current is { } current ? [current.Issuer] : [];

    /// <summary>Signs a token; null while the cluster has no key.</summary>
    public string? Issue(ServiceAccountClaims claims) =>
        credentials.Current is { } current ? SignedToken.Sign(current.ServiceAccounts, ClaimsJson.Write(claims)) : null;

    /// <summary>Whose token it is.</summary>
    /// <param name="token">The token.</param>
    /// <param name="audiences">Those asking; the token must be meant for one of them.</param>
    public TokenVerdict Verify(string token, ImmutableArray<string> audiences)
    {
        if (credentials.Current is not { } current)
        {
            return TokenVerdict.Unknown;
        }

        var digest = TokenDigest.Of(token);
        if (!_verified.TryGetValue(digest, out var verified) || !ReferenceEquals(verified.Key, current.ServiceAccounts))
        {
            if (SignedToken.ReadUnverified(token) is not { } claims || (claims.Issuer != current.Issuer && !claims.IsLegacy))
            {
                return TokenVerdict.Unknown;
            }

            if (!SignedToken.IsSignedBy(token, current.ServiceAccounts))
            {
                return TokenVerdict.Invalid("go-jose/go-jose: error in cryptographic primitive");
            }

            if (_verified.Count >= MaxRemembered)
            {
                _verified.Clear();
            }

            _verified[digest] = verified = new VerifiedToken(current.ServiceAccounts, claims, UserOf(claims));
        }

        return Judge(verified, token, audiences);
    }

    private static RequestUser UserOf(ServiceAccountClaims claims)
    {
        var extra = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        Add("credential-id", claims.Id.Length > 0 ? "JTI=" + claims.Id : null);
        Add("pod-name", claims.Pod?.Name);
        Add("pod-uid", claims.Pod?.Uid);
        Add("node-name", claims.Node?.Name);
        Add("node-uid", claims.Node?.Uid);
        return new RequestUser(
            claims.Subject,
            [ServiceAccountNames.Group, ServiceAccountNames.GroupOf(claims.Namespace), RequestGroups.Authenticated])
        {
            Uid = claims.Account.Uid,
            Extra = extra.ToImmutable(),
        };

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                extra["authentication.kubernetes.io/" + name] = [value];
            }
        }
    }

    private TokenVerdict Judge(VerifiedToken verified, string token, ImmutableArray<string> audiences)
    {
        var claims = verified.Claims;
        var meant = claims.IsLegacy ? ServerAudiences : claims.Audiences;
        var common = audiences.RemoveAll(a => !meant.Contains(a));
        if (common.IsEmpty)
        {
            return TokenVerdict.Invalid($"token audiences {Quote(meant)} is invalid for the target audiences {Quote(audiences)}");
        }

        var now = time.GetUtcNow();
        if (claims.Expiry is { } expiry && now - Leeway > DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(expiry, 0, uint.MaxValue)))
        {
            return TokenVerdict.Invalid("service account token has expired");
        }

        if (claims.NotBefore > (now + Leeway).ToUnixTimeSeconds())
        {
            return TokenVerdict.Invalid("service account token is not valid yet");
        }

        return (CheckAccount(claims, now) ?? CheckBound(claims, token, now)) is { } error
            ? TokenVerdict.Invalid(error)
            : new TokenVerdict(verified.User, common);
    }

    private string? CheckAccount(ServiceAccountClaims claims, DateTimeOffset now)
    {
        var key = $"{claims.Namespace}/{claims.Account.Name}";
        if (Find("serviceaccounts", claims.Namespace, claims.Account.Name) is not { } account)
        {
            return $"serviceaccounts \"{claims.Account.Name}\" not found";
        }

        return IsGone(account, now) ? $"service account {key} has been deleted"
            : account.Metadata.Uid != claims.Account.Uid
                ? $"service account UID ({account.Metadata.Uid}) does not match claim ({claims.Account.Uid})"
                : null;
    }

    private string? CheckBound(ServiceAccountClaims claims, string token, DateTimeOffset now)
    {
        if (claims.Secret is { } secret)
        {
            var found = Find("secrets", claims.Namespace, secret.Name);
            if (found is null || IsGone(found, now) || (claims.IsLegacy && !Holds(found, token)))
            {
                return "service account token has been invalidated";
            }

            if (!claims.IsLegacy && found.Metadata.Uid != secret.Uid)
            {
                return $"secret UID ({found.Metadata.Uid}) does not match service account secret ref claim ({secret.Uid})";
            }
        }

        if (claims.Pod is { } pod)
        {
            return CheckBound("pod", Find("pods", claims.Namespace, pod.Name), pod, now);
        }

        // With a pod, the node is only told; without one, the token is bound to it.
        return claims.Node is { } node ? CheckBound("node", Find("nodes", "", node.Name), node, now) : null;
    }

    private static string? CheckBound(string what, KubeObject? found, ObjectIdentity claimed, DateTimeOffset now) =>
        found is null || IsGone(found, now) ? "service account token has been invalidated"
        : found.Metadata.Uid != claimed.Uid ? $"{what} UID ({found.Metadata.Uid}) does not match service account {what} ref claim ({claimed.Uid})"
        : null;

    private static bool Holds(KubeObject secret, string token)
    {
        var text = secret.ToJsonObject().Map("data")?.Text("token") ?? "";
        Span<byte> held = new byte[text.Length];
        return Convert.TryFromBase64String(text, held, out var length)
            && CryptographicOperations.FixedTimeEquals(held[..length], Encoding.UTF8.GetBytes(token));
    }

    private static bool IsGone(KubeObject obj, DateTimeOffset now) => obj.Metadata.DeletionTimestamp is { } deleted && deleted < now - Leeway;

    private static string Quote(ImmutableArray<string> values) => Authorization.Rbac.PolicyRules.Quote(values);

    private KubeObject? Find(string resource, string ns, string name) =>
        store.Get(new StoreKey(resource, ns, name)) is { } stored ? ObjectViews.Of(stored).Stored : null;

    private sealed record VerifiedToken(ServiceAccountKey Key, ServiceAccountClaims Claims, RequestUser User);
}
