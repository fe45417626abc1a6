using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Json;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>kubeadm's <c>JoinConfiguration</c>: every machine but the first.</summary>
internal static class JoinConfigurationDocument
{
    /// <summary>The document. Workers get the taint that keeps pods off until the Node has its labels.</summary>
    public static JsonObject Build(KubeadmApi api, JoinConfiguration spec) => api.NewDocument("JoinConfiguration")
        .With("nodeRegistration", NodeFields.Registration(api, spec.NodeRegistration, Taints(spec)))
        .With("caCertPath", spec.CaCertPath)
        .With("discovery", DiscoverySection(api, spec))
        .With("controlPlane", spec.ControlPlane is { } controlPlane
            ? new JsonObject().With("localAPIEndpoint", NodeFields.ApiEndpoint(controlPlane.LocalAPIEndpoint))
            : null)
        .WithList("skipPhases", spec.SkipPhases)
        .With("patches", NodeFields.PatchesSection(spec.Patches))
        .With("timeouts", NodeFields.TimeoutsSection(api, spec.Timeouts));

    private static List<Taint>? Taints(JoinConfiguration spec)
    {
        var wanted = spec.NodeRegistration?.Taints;
        if (spec.ControlPlane is not null)
        {
            return wanted;
        }

        var initial = NodeFields.Uninitialized;
        return wanted?.Any(t => t.Key == initial.Key && t.Effect == initial.Effect) == true ? wanted : [.. wanted ?? [], initial];
    }

    private static JsonObject? DiscoverySection(KubeadmApi api, JoinConfiguration spec)
    {
        var token = spec.Discovery?.BootstrapToken;
        return new JsonObject()
            .With("bootstrapToken", token is null ? null : new JsonObject()
                .With("token", token.Token)
                .With("apiServerEndpoint", token.ApiServerEndpoint)
                .WithList("caCertHashes", token.CaCertHashes)
                .With("unsafeSkipCAVerification", token.UnsafeSkipCAVerification))
            .With("file", spec.Discovery?.File?.KubeConfigPath is { } path ? new JsonObject { ["kubeConfigPath"] = path } : null)
            .With("tlsBootstrapToken", spec.Discovery?.TlsBootstrapToken)
            // Until v1beta4 one field said how long to wait both for the cluster's description and for the kubelet's certificate.
            .With("timeout", api < KubeadmApi.V1Beta4
                ? GoDuration.FromSeconds(spec.Timeouts?.DiscoverySeconds ?? spec.Timeouts?.TlsBootstrapSeconds)
                : null)
            .OrNull();
    }
}
