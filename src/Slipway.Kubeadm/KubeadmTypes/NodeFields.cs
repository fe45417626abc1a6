using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubeadm.Json;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>Fields of a machine's own part, the same for init and join.</summary>
internal static class NodeFields
{
    /// <summary>The taint that a worker starts with, until the Machine controller has labelled its Node.</summary>
    public static Taint Uninitialized => new() { Key = "node.cluster.x-k8s.io/uninitialized", Effect = "NoSchedule" };

    /// <summary>How the kubelet registers; null when nothing is wanted. An empty list of taints means: not even kubeadm's own.</summary>
    public static JsonObject? Registration(KubeadmApi api, NodeRegistrationOptions? options, IReadOnlyList<Taint>? taints) => new JsonObject()
        .With("name", options?.Name)
        .With("criSocket", options?.CriSocket)
        .With("kubeletExtraArgs", ComponentFields.Args(api, options?.KubeletExtraArgs))
        .WithList("ignorePreflightErrors", options?.IgnorePreflightErrors)
        .With("imagePullPolicy", api == KubeadmApi.V1Beta2 ? null : options?.ImagePullPolicy)
        .With("imagePullSerial", api == KubeadmApi.V1Beta4 ? options?.ImagePullSerial : null)
        .With("taints", taints is null
            ? null
            : new JsonArray([.. taints.Select(t => JsonSerializer.SerializeToNode(t, ApiJson.TypeInfo<Taint>()))]))
        .OrNull();

    /// <summary>The address that this machine's API server tells others.</summary>
    public static JsonObject? ApiEndpoint(LocalApiEndpoint? endpoint) => endpoint is null
        ? null
        : new JsonObject().With("advertiseAddress", endpoint.AdvertiseAddress).With("bindPort", endpoint.BindPort);

    /// <summary>The folder of patches.</summary>
    public static JsonObject? PatchesSection(Patches? patches) =>
        patches?.Directory is { } directory ? new JsonObject { ["directory"] = directory } : null;

    /// <summary>kubeadm's patience: a structure of its own since v1beta4.</summary>
    public static JsonObject? TimeoutsSection(KubeadmApi api, Timeouts? timeouts) => api < KubeadmApi.V1Beta4 || timeouts is null
        ? null
        : new JsonObject()
            .With("controlPlaneComponentHealthCheck", GoDuration.FromSeconds(timeouts.ControlPlaneComponentHealthCheckSeconds))
            .With("kubeletHealthCheck", GoDuration.FromSeconds(timeouts.KubeletHealthCheckSeconds))
            .With("kubernetesAPICall", GoDuration.FromSeconds(timeouts.KubernetesAPICallSeconds))
            .With("etcdAPICall", GoDuration.FromSeconds(timeouts.EtcdAPICallSeconds))
            .With("tlsBootstrap", GoDuration.FromSeconds(timeouts.TlsBootstrapSeconds))
            .With("discovery", GoDuration.FromSeconds(timeouts.DiscoverySeconds))
            .OrNull();
}
