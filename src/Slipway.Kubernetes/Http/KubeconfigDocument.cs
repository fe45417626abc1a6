using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Kubernetes.Http;

/// <summary>A kubeconfig to write: one cluster, one user with a client certificate, one context.</summary>
public sealed record KubeconfigDocument
{
    /// <summary>The cluster's entry name.</summary>
    public required string ClusterName { get; init; }

    /// <summary>The user's entry name.</summary>
    public required string UserName { get; init; }

    /// <summary>The context's name; <c>user@cluster</c> as kubeadm writes when null.</summary>
    public string? ContextName { get; init; }

    /// <summary>The server's URL.</summary>
    public required Uri Server { get; init; }

    /// <summary>The authority, as PEM text, that signed the server's certificate.</summary>
    public required string AuthorityPem { get; init; }

    /// <summary>The user's certificate and key.</summary>
    public required CertificateKeyPair Client { get; init; }

    /// <summary>The document as YAML, secrets and all.</summary>
    public string ToYaml()
    {
        var cluster = Quote(ClusterName);
        var user = Quote(UserName);
        var context = Quote(ContextName ?? $"{UserName}@{ClusterName}");
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - cluster:
                certificate-authority-data: {Base64(AuthorityPem)}
                server: {Quote(Server.AbsoluteUri.TrimEnd('/'))}
              name: {cluster}
            contexts:
            - context:
                cluster: {cluster}
                user: {user}
              name: {context}
            current-context: {context}
            preferences: {"{}"}
            users:
            - name: {user}
              user:
                client-certificate-data: {Base64(Client.CertificatePem)}
                client-key-data: {Base64(Client.PrivateKeyPem)}

            """.ReplaceLineEndings("\n");
    }

    /// <summary>Names only: the document holds a key.</summary>
    public override string ToString() => $"kubeconfig of {UserName} at {Server}";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // A JSON string is a YAML string.
    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
