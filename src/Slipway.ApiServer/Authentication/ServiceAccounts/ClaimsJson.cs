using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Authentication.ServiceAccounts;

/// <summary>The claims of service account tokens, with upstream's names.</summary>
internal static class ClaimsJson
{
    private const string Private = "kubernetes.io";
    private const string Legacy = "kubernetes.io/serviceaccount/";

    public static byte[] Write(ServiceAccountClaims claims) => KubeJson.ToUtf8(claims.IsLegacy ? LegacyOf(claims) : BoundOf(claims));

    /// <exception cref="JsonException">The payload is no JSON object, or says something twice.</exception>
    public static ServiceAccountClaims Read(ReadOnlySpan<byte> payload)
    {
        var json = ReadObject(payload);
        return json.Text("iss") == ServiceAccountClaims.LegacyIssuer ? ReadLegacy(json) : ReadBound(json);
    }

    /// <summary>Reads a part of a token: an object with each field once.</summary>
    /// <exception cref="JsonException">It is no such object.</exception>
    public static JsonObject ReadObject(ReadOnlySpan<byte> part)
    {
        var repeated = new List<string>(0);
        return JsonTreeReader.Read(part, repeated) is JsonObject json && repeated.Count == 0
            ? json
            : throw new JsonException("a part of a token must be an object with each field once");
    }

    private static JsonObject BoundOf(ServiceAccountClaims claims)
    {
        var own = new JsonObject { ["namespace"] = claims.Namespace };
        AddIdentity(own, "node", claims.Node);
        AddIdentity(own, "pod", claims.Pod);
        AddIdentity(own, "secret", claims.Secret);
        AddIdentity(own, "serviceaccount", claims.Account);
        if (claims.WarnAfter is { } warnAfter)
        {
            own["warnafter"] = warnAfter;
        }

        return new JsonObject
        {
            ["aud"] = PolicyRules.Texts(claims.Audiences),
            ["exp"] = claims.Expiry,
            ["iat"] = claims.IssuedAt,
            ["iss"] = claims.Issuer,
            ["jti"] = claims.Id,
            [Private] = own,
            ["nbf"] = claims.NotBefore,
            ["sub"] = claims.Subject,
        };
    }

    private static JsonObject LegacyOf(ServiceAccountClaims claims) => new()
    {
        ["iss"] = claims.Issuer,
        [Legacy + "namespace"] = claims.Namespace,
        [Legacy + "secret.name"] = claims.Secret!.Name,
        [Legacy + "service-account.name"] = claims.Account.Name,
        [Legacy + "service-account.uid"] = claims.Account.Uid,
        ["sub"] = claims.Subject,
    };

    private static ServiceAccountClaims ReadBound(JsonObject json)
    {
        var own = json.Map(Private) ?? [];
        return new ServiceAccountClaims
        {
            Issuer = json.Text("iss"),
            Namespace = own.Text("namespace"),
            Account = ReadIdentity(own.Map("serviceaccount")) ?? new ObjectIdentity("", ""),
            Audiences = json.Text("aud") is { Length: > 0 } one ? [one] : [.. json.Texts("aud")],
            IssuedAt = json.Integer("iat") ?? 0,
            NotBefore = json.Integer("nbf") ?? 0,
            Expiry = json.Integer("exp") ?? 0,
            Id = json.Text("jti"),
            Pod = ReadIdentity(own.Map("pod")),
            Secret = ReadIdentity(own.Map("secret")),
            Node = ReadIdentity(own.Map("node")),
            WarnAfter = own.Integer("warnafter"),
        };
    }

    private static ServiceAccountClaims ReadLegacy(JsonObject json) => new()
    {
        Issuer = json.Text("iss"),
        Namespace = json.Text(Legacy + "namespace"),
        Account = new ObjectIdentity(json.Text(Legacy + "service-account.name"), json.Text(Legacy + "service-account.uid")),
        Secret = new ObjectIdentity(json.Text(Legacy + "secret.name"), ""),
        Audiences = ImmutableArray<string>.Empty,
    };

    private static ObjectIdentity? ReadIdentity(JsonObject? json) => json is null ? null : new ObjectIdentity(json.Text("name"), json.Text("uid"));

    private static void AddIdentity(JsonObject owner, string name, ObjectIdentity? identity)
    {
        if (identity is not null)
        {
            var json = new JsonObject { ["name"] = identity.Name };
            if (identity.Uid.Length > 0)
            {
                json["uid"] = identity.Uid;
            }

            owner[name] = json;
        }
    }
}
