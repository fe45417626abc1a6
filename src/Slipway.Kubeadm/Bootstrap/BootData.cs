using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.CloudInit;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Versions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>User data of a machine out of its KubeadmConfig and all that it refers to.</summary>
/// <param name="Version">The Kubernetes version of the machine.</param>
/// <param name="Api">The version of kubeadm's files.</param>
/// <param name="Facts">What follows from Cluster and Machine.</param>
/// <param name="Content">The Secrets referred to; read without a problem.</param>
/// <param name="ControlPlaneVersion">The version that templates may ask for.</param>
internal sealed record BootData(
    KubernetesVersion Version, KubeadmApi Api, ClusterFacts Facts, ReferencedContent Content, string ControlPlaneVersion)
{
    private const string InitPath = "/run/kubeadm/kubeadm.yaml";
    private const string JoinPath = "/run/kubeadm/kubeadm-join-config.yaml";

    /// <summary>The first machine of a control plane.</summary>
    /// <exception cref="InvalidBootDataException">Something of the spec cannot be had.</exception>
    public string RenderInit(KubeadmConfigSpec spec, AuthoritySet authorities)
    {
        Refuse(UnsayableFields.OfInit(Api, Version, spec));
        var init = spec.InitConfiguration;
        var documents = "---\n" + KubeYaml.Emit(ClusterConfigurationDocument.Build(Api, spec.ClusterConfiguration, Facts, init?.Timeouts))
            + "---\n" + KubeYaml.Emit(InitConfigurationDocument.Build(Api, init));
        return Render(spec, "init", CertificateFiles.For(authorities, spec.ClusterConfiguration), new BootFile(InitPath, documents));
    }

    /// <summary>Every other machine; the authorities are for control plane machines only.</summary>
    /// <exception cref="InvalidBootDataException">Something of the spec cannot be had.</exception>
    public string RenderJoin(KubeadmConfigSpec spec, AuthoritySet authorities)
    {
        Refuse(UnsayableFields.OfJoin(Api, Version, spec));
        var join = spec.JoinConfiguration!;
        var certificates = join.ControlPlane is null ? [] : CertificateFiles.For(authorities, spec.ClusterConfiguration);
        if (join.Discovery?.File is { KubeConfig: { } kubeConfig, KubeConfigPath: { } path })
        {
            var authority = authorities[AuthorityPurpose.Cluster]?.Text(ClusterSecrets.CertificateKey);
            certificates = certificates.Add(new(
                path, KubeYaml.Emit(DiscoveryKubeconfig.Build(kubeConfig, Facts, authority)), Permissions: "0640"));
        }

        var document = "---\n" + KubeYaml.Emit(JoinConfigurationDocument.Build(Api, join));
        return Render(spec, "join", certificates, new BootFile(JoinPath, document));
    }

    private static void Refuse(ImmutableArray<string> problems)
    {
        if (!problems.IsEmpty)
        {
            throw new InvalidBootDataException(string.Join("; ", problems));
        }
    }

    private string Render(KubeadmConfigSpec spec, string verb, ImmutableArray<BootFile> first, BootFile kubeadmFile)
    {
        var resolved = spec;
        if (spec.Users?.Any(u => u.PasswdFrom is not null) == true)
        {
            resolved = JsonSerializer.Deserialize(
                JsonSerializer.SerializeToUtf8Bytes(spec, ApiJson.TypeInfo<KubeadmConfigSpec>()), ApiJson.TypeInfo<KubeadmConfigSpec>())!;
            foreach (var user in resolved.Users!.Where(u => u.PasswdFrom?.Secret is not null))
            {
                user.Passwd = Content.Values[(user.PasswdFrom!.Secret!.Name!, user.PasswdFrom.Secret.Key!)];
            }
        }

        return CloudConfig.Render(new(resolved, verb, kubeadmFile.Path, [.. first, .. (spec.Files ?? []).Select(File), kubeadmFile]));
    }

    private BootFile File(BootstrapFile file)
    {
        var content = file.ContentFrom?.Secret is { } secret ? Content.Values[(secret.Name!, secret.Key!)] : file.Content ?? "";
        if (file.ContentFormat == FileContentFormat.Template)
        {
            content = FileTemplate.Render(content, ControlPlaneVersion)
                ?? throw new InvalidBootDataException($"spec.files: {file.Path}: contentFormat Template knows only {{{{ .controlPlane.version }}}}");
        }

        return new(file.Path!, content, file.Owner, file.Permissions, file.Encoding, file.Append ?? false);
    }
}
