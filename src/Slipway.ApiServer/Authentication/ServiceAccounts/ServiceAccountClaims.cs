using System.Collections.Immutable;

namespace Slipway.ApiServer.Authentication.ServiceAccounts;

/// <summary>What a service account token says. Times are seconds since 1970.</summary>
internal sealed record ServiceAccountClaims
{
    /// <summary>The issuer of tokens that are kept in Secrets and do not expire.</summary>
    public const string LegacyIssuer = "kubernetes/serviceaccount";

    public required string Issuer { get; init; }

    public required string Namespace { get; init; }

    public required ObjectIdentity Account { get; init; }

    public ImmutableArray<string> Audiences { get; init; } = [];

    public long IssuedAt { get; init; }

    public long NotBefore { get; init; }

    /// <summary>When the token ends; null for one that is kept in a Secret.</summary>
    public long? Expiry { get; init; }

    public string Id { get; init; } = "";

    public ObjectIdentity? Pod { get; init; }

    public ObjectIdentity? Secret { get; init; }

    public ObjectIdentity? Node { get; init; }

    /// <summary>From when on its use is reported, though it is still valid; null when it is not.</summary>
    public long? WarnAfter { get; init; }

    /// <summary>Whether the token lives in a Secret, and as long as that.</summary>
    public bool IsLegacy => Issuer == LegacyIssuer;

    public string Subject => ServiceAccountNames.UserOf(Namespace, Account.Name);
}
