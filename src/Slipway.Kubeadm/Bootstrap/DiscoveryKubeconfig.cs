using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Json;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>The kubeconfig of a file discovery: what the user left out comes from the cluster.</summary>
internal static class DiscoveryKubeconfig
{
    private const string EntryName = "default";

    /// <summary>The kubeconfig as a tree.</summary>
    public static JsonObject Build(FileDiscoveryKubeConfig wanted, ClusterFacts facts, string? authorityPem)
    {
        var cluster = wanted.Cluster;
        var authority = cluster?.CertificateAuthorityData ?? (authorityPem is null ? null : Encoding.UTF8.GetBytes(authorityPem));
        var insecure = cluster?.InsecureSkipTLSVerify == true;
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["clusters"] = Entry("cluster", new JsonObject()
                .With("server", cluster?.Server ?? $"https://{facts.ControlPlaneEndpoint}")
                .With("tls-server-name", cluster?.TlsServerName)
                .With("insecure-skip-tls-verify", insecure ? true : null)
                .With("certificate-authority-data", insecure || authority is null ? null : Convert.ToBase64String(authority))
                .With("proxy-url", cluster?.ProxyURL)),
            ["contexts"] = Entry("context", new JsonObject { ["cluster"] = EntryName, ["user"] = EntryName }),
            ["current-context"] = EntryName,
            ["users"] = Entry("user", new JsonObject()
                .With("auth-provider", AuthProvider(wanted.User?.AuthProvider))
                .With("exec", Exec(wanted.User?.Exec))),
        };
    }

    private static JsonArray Entry(string field, JsonObject value) => new(new JsonObject { ["name"] = EntryName, [field] = value });

    private static JsonNode? AuthProvider(KubeConfigAuthProvider? provider) =>
        provider is null ? null : JsonSerializer.SerializeToNode(provider, ApiJson.TypeInfo<KubeConfigAuthProvider>());

    private static JsonNode? Exec(KubeConfigAuthExec? exec)
    {
        if (exec is null)
        {
            return null;
        }

        var tree = (JsonObject)JsonSerializer.SerializeToNode(exec, ApiJson.TypeInfo<KubeConfigAuthExec>())!;
        tree["apiVersion"] ??= "client.authentication.k8s.io/v1";

        // That version of the protocol insists on a word about it, and nobody sits at a machine that boots.
        tree["interactiveMode"] = "Never";
        return tree;
    }
}
