using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Formats;
using k8s.Models;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>Bootstrap tokens as kubeadm and the bootstrap authenticator of kube-apiserver know them.</summary>
internal static class BootstrapTokens
{
    /// <summary>How long a token is valid; a machine that has not joined meanwhile gets more time.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const string ExpirationKey = "expiration";

    /// <summary>A new token: six characters that name it, a dot, sixteen that are secret.</summary>
    public static string New(IRandomSource random) => $"{random.NextString(Alphabet, 6)}.{random.NextString(Alphabet, 16)}";

    /// <summary>The Secret in the workload cluster that holds the token.</summary>
    public static ObjectKey SecretOf(string token) => new("kube-system", $"bootstrap-token-{token.Split('.')[0]}");

    /// <summary>The token's Secret: it lets a machine fetch the cluster's description and ask for a kubelet certificate.</summary>
    public static JsonObject Body(string token, DateTimeOffset now)
    {
        var parts = token.Split('.');
        var key = SecretOf(token);
        var secret = new V1Secret
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Type = "bootstrap.kubernetes.io/token",
            Metadata = new V1ObjectMeta { NamespaceProperty = key.Namespace, Name = key.Name },
            Data = new Dictionary<string, byte[]>(StringComparer.Ordinal)
            {
                ["token-id"] = Bytes(parts[0]),
                ["token-secret"] = Bytes(parts[1]),
                [ExpirationKey] = Bytes(Expiration(now)),
                ["usage-bootstrap-signing"] = Bytes("true"),
                ["usage-bootstrap-authentication"] = Bytes("true"),
                ["auth-extra-groups"] = Bytes("system:bootstrappers:kubeadm:default-node-token"),
                ["description"] = Bytes("token made by Slipway for a machine that joins"),
            },
        };
        return (JsonObject)JsonSerializer.SerializeToNode(secret, BuiltInTypes.Secret.Json)!;
    }

    /// <summary>A merge patch that makes the token valid for its whole lifetime again.</summary>
    public static JsonObject Extension(DateTimeOffset now) => new()
    {
        ["data"] = new JsonObject { [ExpirationKey] = Convert.ToBase64String(Bytes(Expiration(now))) },
    };

    /// <summary>Until when the token of the Secret is valid; null when it says nothing that can be read.</summary>
    public static DateTimeOffset? ReadExpiration(V1Secret secret) =>
        secret.Data is { } data && data.TryGetValue(ExpirationKey, out var text)
            && DateTimeOffset.TryParse(System.Text.Encoding.UTF8.GetString(text), out var expiration)
                ? expiration
                : null;

    private static string Expiration(DateTimeOffset now) => KubeTime.Format(now + Lifetime);

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
