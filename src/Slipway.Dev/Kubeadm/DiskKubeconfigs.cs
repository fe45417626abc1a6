using System.Text;
using System.Text.Json.Nodes;
using Slipway.Dev.Boot;
using Slipway.Dev.CloudInit;
using Slipway.Kubernetes.Versions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Dev.Kubeadm;

/// <summary>The kubeconfigs on a control plane machine's disk, read as kubeadm's kubeconfig phases read them.</summary>
/// <param name="disk">The machine's disk.</param>
/// <param name="pki">Its authorities.</param>
internal sealed class DiskKubeconfigs(VirtualDisk disk, ClusterPki pki)
{
    private const string Directory = "/etc/kubernetes";

    /// <summary>The first machine: where nothing can be signed, all of its kubeconfigs must have been brought.</summary>
    /// <exception cref="BootFailureException">One is missing, or of another cluster.</exception>
    public void CheckInit(KubernetesVersion kubeadm)
    {
        // In the order in which kubeadm looks.
        string[] superAdmin = kubeadm.IsAtLeast(1, 29) ? ["super-admin"] : [];
        string[] names = ["controller-manager", "scheduler", "admin", .. superAdmin, "kubelet"];
        foreach (var name in names)
        {
            Check($"{Directory}/{name}.conf");
        }
    }

    /// <summary>
    /// Every other machine: its kubelet's comes with its certificate. kubeadm does not look at the others, but works with the admin's, and
    /// its pods with theirs.
    /// </summary>
    /// <exception cref="BootFailureException">One is missing, or of another cluster.</exception>
    public void CheckJoin()
    {
        foreach (var name in new[] { "admin", "controller-manager", "scheduler" })
        {
            Check($"{Directory}/{name}.conf");
        }
    }

    private void Check(string path)
    {
        if (disk.ReadText(path) is not { } text)
        {
            if (pki.IsKeyless)
            {
                throw Broken($"{path} is not on the disk (the key of the cluster's authority is not there to make it with)");
            }

            return;
        }

        var kubeconfig = Parse(path, text);
        var context = Entry(kubeconfig, "contexts", "context", (kubeconfig["current-context"] as JsonValue)?.ToString())
            ?? throw Broken($"{path}: current-context must be one of its contexts");
        var cluster = Entry(kubeconfig, "clusters", "cluster", (context["cluster"] as JsonValue)?.ToString())
            ?? throw Broken($"{path}: the cluster of current-context must be one of its clusters");
        using var authority = pki.ClusterCa.LoadCertificate();
        if (Authority(cluster)?.Trim() != authority.ExportCertificatePem())
        {
            throw Broken($"{path} trusts another authority than the cluster's");
        }
    }

    private static JsonObject Parse(string path, string text)
    {
        try
        {
            return KubeYaml.Parse(text) as JsonObject ?? throw Broken($"{path} is no kubeconfig");
        }
        catch (YamlFormatException e)
        {
            // What is wrong quotes the text, which is secret.
            throw Broken($"{path} is not YAML: line {e.Line}");
        }
    }

    private static JsonObject? Entry(JsonObject kubeconfig, string list, string field, string? name)
    {
        var entries = (kubeconfig[list] as JsonArray)?.OfType<JsonObject>() ?? [];
        return name is null ? null : entries.FirstOrDefault(e => (e["name"] as JsonValue)?.ToString() == name)?[field] as JsonObject;
    }

    private string? Authority(JsonObject cluster)
    {
        if ((cluster["certificate-authority-data"] as JsonValue)?.ToString() is not { Length: > 0 } data)
        {
            return (cluster["certificate-authority"] as JsonValue)?.ToString() is { } path ? disk.ReadText(path) : null;
        }

        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static BootFailureException Broken(string what) => new(BootFailureReasons.InvalidKubeconfigs, $"kubeadm's kubeconfigs: {what}");
}
