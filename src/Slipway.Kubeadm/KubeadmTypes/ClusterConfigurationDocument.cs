using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Json;
using Slipway.Kubernetes.Formats;
using EtcdSpec = Slipway.Api.Bootstrap.Kubeadm.V1Beta2.Etcd;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>kubeadm's <c>ClusterConfiguration</c>.</summary>
internal static class ClusterConfigurationDocument
{
    /// <summary>The document of a cluster.</summary>
    /// <param name="api">The version to write.</param>
    /// <param name="spec">What the user wants; null for nothing in particular.</param>
    /// <param name="facts">What follows from Cluster and Machine.</param>
    /// <param name="timeouts">kubeadm's patience, which versions before v1beta4 kept here.</param>
    public static JsonObject Build(KubeadmApi api, ClusterConfiguration? spec, ClusterFacts facts, Timeouts? timeouts)
    {
        spec ??= new ClusterConfiguration();
        var newer = api == KubeadmApi.V1Beta4;
        return api.NewDocument("ClusterConfiguration")
            .With("clusterName", facts.ClusterName)
            .With("kubernetesVersion", facts.KubernetesVersion)
            .With("controlPlaneEndpoint", spec.ControlPlaneEndpoint ?? facts.ControlPlaneEndpoint)
            .With("networking", new JsonObject()
                .With("serviceSubnet", facts.ServiceSubnet)
                .With("podSubnet", facts.PodSubnet)
                .With("dnsDomain", facts.DnsDomain)
                .OrNull())
            .With("etcd", EtcdSection(api, spec.Etcd))
            .With("apiServer", ApiServerSection(api, spec.ApiServer, timeouts))
            .With("controllerManager", ComponentFields.Component(api, spec.ControllerManager))
            .With("scheduler", ComponentFields.Component(api, spec.Scheduler))
            .With("dns", spec.Dns is { } dns
                ? new JsonObject().With("imageRepository", dns.ImageRepository).With("imageTag", dns.ImageTag).OrNull()
                : null)
            .With("certificatesDir", spec.CertificatesDir)
            .With("imageRepository", spec.ImageRepository)
            .With("featureGates", FeatureGates(api, spec))
            .With("encryptionAlgorithm", newer ? spec.EncryptionAlgorithm : null)
            .With("certificateValidityPeriod", newer ? GoDuration.FromDays(spec.CertificateValidityPeriodDays) : null)
            .With("caCertificateValidityPeriod", newer ? GoDuration.FromDays(spec.CaCertificateValidityPeriodDays) : null);
    }

    private static JsonObject? EtcdSection(KubeadmApi api, EtcdSpec? etcd)
    {
        if (etcd?.External is { } external)
        {
            return new JsonObject
            {
                ["external"] = new JsonObject()
                    .WithList("endpoints", external.Endpoints)
                    .With("caFile", external.CaFile)
                    .With("certFile", external.CertFile)
                    .With("keyFile", external.KeyFile),
            };
        }

        if (etcd?.Local is not { } local)
        {
            return null;
        }

        return new JsonObject
        {
            ["local"] = new JsonObject()
                .With("imageRepository", local.ImageRepository)
                .With("imageTag", local.ImageTag)
                .With("dataDir", local.DataDir)
                .With("extraArgs", ComponentFields.Args(api, local.ExtraArgs))
                .With("extraEnvs", ComponentFields.Envs(api, local.ExtraEnvs))
                .WithList("serverCertSANs", local.ServerCertSANs)
                .WithList("peerCertSANs", local.PeerCertSANs),
        };
    }

    private static JsonObject? ApiServerSection(KubeadmApi api, ApiServer? server, Timeouts? timeouts) =>
        ComponentFields.Component(api, server?.ExtraArgs, server?.ExtraVolumes, server?.ExtraEnvs)
            .WithList("certSANs", server?.CertSANs)
            .With("timeoutForControlPlane", api < KubeadmApi.V1Beta4
                ? GoDuration.FromSeconds(timeouts?.ControlPlaneComponentHealthCheckSeconds)
                : null)
            .OrNull();

    // Before there was encryptionAlgorithm, a gate chose between RSA 2048 and ECDSA P-256.
    private static JsonObject? FeatureGates(KubeadmApi api, ClusterConfiguration spec)
    {
        const string ecdsa = "PublicKeysECDSA";
        var section = new JsonObject();
        foreach (var (name, value) in (spec.FeatureGates ?? []).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            section[name] = value;
        }

        if (api < KubeadmApi.V1Beta4 && spec.EncryptionAlgorithm == KeyAlgorithm.EcdsaP256)
        {
            section[ecdsa] = true;
        }

        return section.OrNull();
    }
}
