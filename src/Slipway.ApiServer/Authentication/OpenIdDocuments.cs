using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Authentication;

/// <summary>What others need to verify service account tokens themselves (OpenID Connect discovery).</summary>
internal sealed class OpenIdDocuments(ClusterCredentialSource credentials)
{
    private const string Configuration = "/.well-known/openid-configuration";
    private const string Keys = "/openid/v1/jwks";

    /// <summary>The document at a path; null when it is none of these, or the cluster has no key yet.</summary>
    public ApiDocument? Find(string path)
    {
        if (path is not (Configuration or Keys) || credentials.Current is not { } current)
        {
            return null;
        }

        var json = path == Keys
            ? new JsonObject { ["keys"] = new JsonArray(current.ServiceAccounts.ToWebKey()) }
            : new JsonObject
            {
                ["issuer"] = current.Issuer,
                ["jwks_uri"] = current.Issuer + Keys,
                ["response_types_supported"] = new JsonArray("id_token"),
                ["subject_types_supported"] = new JsonArray("public"),
                ["id_token_signing_alg_values_supported"] = new JsonArray(current.ServiceAccounts.Algorithm),
            };
        var utf8 = KubeJson.ToUtf8(json);
        return new ApiDocument(utf8, Convert.ToHexString(SHA256.HashData(utf8))) { ContentType = path == Keys ? "application/jwk-set+json" : "application/json" };
    }
}
