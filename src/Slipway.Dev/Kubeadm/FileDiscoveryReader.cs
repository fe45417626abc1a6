using System.Text;
using System.Text.Json.Nodes;
using Slipway.Dev.Boot;
using Slipway.Dev.CloudInit;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Dev.Kubeadm;

/// <summary>Discovery by a kubeconfig on the machine's disk.</summary>
internal static class FileDiscoveryReader
{
    /// <exception cref="BootFailureException">kubeadm could not use the file.</exception>
    public static BootstrapDiscovery Read(KubeadmDocument join, VirtualDisk disk)
    {
        var path = join.Text("discovery", "file", "kubeConfigPath") ?? "";
        var text = disk.ReadText(path) ?? throw Wrong(join, $"\"{path}\" is not on the disk");
        var kubeconfig = Parse(join, text);
        var cluster = (kubeconfig["clusters"] as JsonArray)?[0]?["cluster"];
        if (!Uri.TryCreate(cluster?["server"]?.ToString(), UriKind.Absolute, out var server) || server.Scheme != Uri.UriSchemeHttps)
        {
            throw Wrong(join, "its first cluster needs a server such as https://10.0.0.1:6443");
        }

        // As client-go insists.
        var exec = (kubeconfig["users"] as JsonArray)?[0]?["user"]?["exec"];
        if (exec is not null && exec["apiVersion"]?.ToString() == "client.authentication.k8s.io/v1" && exec["interactiveMode"] is null)
        {
            throw Wrong(join, "users[0].user.exec.interactiveMode must be set");
        }

        return new BootstrapDiscovery($"{server.Host}:{server.Port}", "", "", Pin(join, cluster) is { } pin ? [pin] : []);
    }

    private static JsonObject Parse(KubeadmDocument join, string text)
    {
        try
        {
            return KubeYaml.Parse(text) as JsonObject ?? throw Wrong(join, "it is no kubeconfig");
        }
        catch (YamlFormatException e)
        {
            // What is wrong quotes the text, which may be secret.
            throw Wrong(join, $"it is not YAML: line {e.Line}");
        }
    }

    private static string? Pin(KubeadmDocument join, JsonNode? cluster)
    {
        if (cluster?["insecure-skip-tls-verify"]?.ToString() == "true")
        {
            return null;
        }

        var authority = cluster?["certificate-authority-data"]?.ToString()
            ?? throw Wrong(join, "its first cluster needs certificate-authority-data");
        try
        {
            return PublicKeyPin.Compute(Encoding.ASCII.GetString(Convert.FromBase64String(authority)));
        }
        catch (Exception e) when (e is FormatException or System.Security.Cryptography.CryptographicException)
        {
            throw Wrong(join, "certificate-authority-data is no certificate in base64");
        }
    }

    private static BootFailureException Wrong(KubeadmDocument join, string what) => join.Wrong(["discovery", "file", "kubeConfigPath"], what);
}
