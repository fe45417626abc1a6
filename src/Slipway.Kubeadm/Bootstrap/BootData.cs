using System.Collections.Immutable;
using System.Text;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.CloudInit;
using Slipway.Kubeadm.Ignition;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Versions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>User data of a machine out of its KubeadmConfig and all that it refers to.</summary>
/// <param name="Version">The Kubernetes version of the machine.</param>
/// <param name="Api">The version of kubeadm's files.</param>
/// <param name="Facts">What follows from Cluster and Machine.</param>
/// <param name="Content">The Secrets referred to; read without a problem.</param>
/// <param name="ControlPlaneVersion">The version that templates may ask for; null when it is not known.</param>
internal sealed record BootData(
    KubernetesVersion Version, KubeadmApi Api, ClusterFacts Facts, ReferencedContent Content, string? ControlPlaneVersion)
{
    /// <summary>The first machine of a control plane.</summary>
    /// <exception cref="InvalidBootDataException">Something of the spec cannot be had.</exception>
    public string RenderInit(KubeadmConfigSpec spec, AuthoritySet authorities)
    {
        Refuse([.. UnsayableFields.OfInit(Api, Version, spec), .. WindowsFields.Of(spec, init: true)]);
        var init = spec.InitConfiguration;
        var documents = "---\n" + KubeYaml.Emit(ClusterConfigurationDocument.Build(Api, spec.ClusterConfiguration, Facts, init?.Timeouts))
            + "---\n" + KubeYaml.Emit(InitConfigurationDocument.Build(Api, init));
        return Render(spec, "init", documents, CertificateFiles.For(authorities, spec.ClusterConfiguration));
    }

    /// <summary>Every other machine; the authorities are for control plane machines only.</summary>
    /// <exception cref="InvalidBootDataException">Something of the spec cannot be had.</exception>
    public string RenderJoin(KubeadmConfigSpec spec, AuthoritySet authorities)
    {
        Refuse([.. UnsayableFields.OfJoin(Api, Version, spec), .. WindowsFields.Of(spec, init: false)]);
        var join = spec.JoinConfiguration!;
        var document = "---\n" + KubeYaml.Emit(JoinConfigurationDocument.Build(Api, join));
        var certificates = join.ControlPlane is null ? [] : CertificateFiles.For(authorities, spec.ClusterConfiguration);
        if (join.Discovery?.File is not { KubeConfig: { } kubeConfig, KubeConfigPath: { } path })
        {
            return Render(spec, "join", document, certificates);
        }

        var authority = authorities[AuthorityPurpose.Cluster]?.Text(ClusterSecrets.CertificateKey);
        var discovery = KubeYaml.Emit(DiscoveryKubeconfig.Build(kubeConfig, Facts, authority));
        return Render(spec, "join", document, certificates, new BootFile(path, discovery));
    }

    private static void Refuse(ImmutableArray<string> problems)
    {
        if (!problems.IsEmpty)
        {
            throw new InvalidBootDataException(string.Join("; ", problems));
        }
    }

    private string Render(
        KubeadmConfigSpec spec, string verb, string kubeadmConfig, ImmutableArray<BootFile> certificates, params ReadOnlySpan<BootFile> last)
    {
        var files = (spec.Files ?? []).Select(f => BootFiles.Resolve(f, Content, ControlPlaneVersion));
        var instructions = new BootInstructions(WithPasswords(spec), verb, kubeadmConfig, [.. certificates, .. files, .. last]);
        return spec.Format is BootstrapFormat.Ignition ? IgnitionConfig.Render(instructions) : CloudConfig.Render(instructions);
    }

    private KubeadmConfigSpec WithPasswords(KubeadmConfigSpec spec)
    {
        if (spec.Users?.Any(u => u.PasswdFrom?.Secret is not null) != true)
        {
            return spec;
        }

        var resolved = KubeadmSpecs.Copy(spec);
        foreach (var user in resolved.Users!)
        {
            if (user.PasswdFrom?.Secret is { } secret)
            {
                // A file that was put into a Secret ends in a newline, a password's hash never does.
                user.Passwd = Encoding.UTF8.GetString(Content.Values[(secret.Name!, secret.Key!)]).TrimEnd('\r', '\n');
            }
        }

        return resolved;
    }
}
