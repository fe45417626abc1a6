using System.Text.Json.Nodes;
using Slipway.Dev.Boot;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Versions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Dev.Kubeadm;

/// <summary>The documents of a kubeadm configuration file, checked for what every kubeadm of the version checks first.</summary>
internal sealed class KubeadmDocuments
{
    private const string Group = "kubeadm.k8s.io";
    private readonly Dictionary<string, KubeadmDocument> _byKind = new(StringComparer.Ordinal);

    private KubeadmDocuments()
    {
    }

    public KubeadmDocument? Find(string kind) => _byKind.GetValueOrDefault(kind);

    /// <exception cref="BootFailureException">kubeadm of that version would not load the file.</exception>
    public static KubeadmDocuments Parse(string yaml, KubernetesVersion kubeadm)
    {
        var documents = new KubeadmDocuments();
        foreach (var (index, node) in Load(yaml).Index())
        {
            if (node is not JsonObject body)
            {
                throw Invalid("every document must be a mapping");
            }

            var kind = GroupVersionKind.Parse(body["apiVersion"]?.ToString() ?? "", body["kind"]?.ToString() ?? "");
            if (kind.Group != Group)
            {
                // kubeadm passes on KubeletConfiguration and KubeProxyConfiguration; nothing here depends on them.
                continue;
            }

            CheckVersion(kind, kubeadm, index + 1);
            if (!documents._byKind.TryAdd(kind.Kind, new KubeadmDocument(kind, body)))
            {
                throw Invalid($"document {index + 1} is of a kind that is there already");
            }
        }

        return documents;
    }

    private static IReadOnlyList<JsonNode?> Load(string yaml)
    {
        try
        {
            return KubeYaml.ParseAll(yaml);
        }
        catch (YamlFormatException e)
        {
            // What is wrong quotes the text, which may be secret.
            throw Invalid($"it is not YAML: line {e.Line}");
        }
    }

    // kubeadm reads v1beta2 from 1.15 to 1.26, v1beta3 since 1.22 and v1beta4 since 1.31 (kubeadm's API reference).
    private static void CheckVersion(GroupVersionKind kind, KubernetesVersion kubeadm, int document)
    {
        var known = kind.Version switch
        {
            "v1beta2" => kubeadm.IsAtLeast(1, 15) && !kubeadm.IsAtLeast(1, 27),
            "v1beta3" => kubeadm.IsAtLeast(1, 22),
            "v1beta4" => kubeadm.IsAtLeast(1, 31),
            _ => false,
        };
        if (!known)
        {
            var right = kubeadm.IsAtLeast(1, 31) ? $"{Group}/v1beta4" : kubeadm.IsAtLeast(1, 22) ? $"{Group}/v1beta3" : $"{Group}/v1beta2";
            throw Invalid($"kubeadm {kubeadm} does not know the version of document {document}; it reads {right}");
        }
    }

    private static BootFailureException Invalid(string what) =>
        new(BootFailureReasons.InvalidKubeadmConfig, $"kubeadm cannot load its configuration: {what}");
}
