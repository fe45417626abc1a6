using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Authentication.ServiceAccounts;

/// <summary>JSON Web Tokens in their compact form, signed with the one key and algorithm that the cluster has.</summary>
internal static class SignedToken
{
    private const int MaxLength = 16 * 1024;

    public static string Sign(ServiceAccountKey key, ReadOnlySpan<byte> payload)
    {
        var header = KubeJson.ToUtf8(new JsonObject { ["alg"] = key.Algorithm, ["kid"] = key.KeyId });
        var content = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{content}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(content)))}";
    }

    /// <summary>What a token claims, whoever signed it; null when it is no token of a service account.</summary>
    public static ServiceAccountClaims? ReadUnverified(string token)
    {
        if (token.Length > MaxLength || token.Split('.') is not [_, var payload, _])
        {
            return null;
        }

        try
        {
            return ClaimsJson.Read(Base64Url.DecodeFromChars(payload));
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the key signed the token. The algorithm is the key's: what the token's header says must be the same, and is never followed.
    /// </summary>
    public static bool IsSignedBy(string token, ServiceAccountKey key)
    {
        var parts = token.Split('.');
        try
        {
            var header = ClaimsJson.ReadObject(Base64Url.DecodeFromChars(parts[0]));
            return header.Text("alg") == key.Algorithm
                && (header.Text("kid") is var id && (id.Length == 0 || id == key.KeyId))
                && !header.ContainsKey("crit")
                && key.Verify(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }
    }
}
