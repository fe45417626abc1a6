using Slipway.Api.Conversion.Changes;
using Slipway.Api.Conversion.Codecs;

namespace Slipway.Api.Conversion.Kinds;

/// <summary>How kubeadm's configuration differs from version to version, wherever it is in a kind.</summary>
internal static class KubeadmSpecVersions
{
    private static readonly FieldChanges ExtraArgs = [new Move("extraArgs", "extraArgs", Codec.Arguments)];
    private static readonly FieldChanges KubeletArgs =
        [new Move("nodeRegistration.kubeletExtraArgs", "nodeRegistration.kubeletExtraArgs", Codec.Arguments)];

    /// <summary>From v1beta1 to v1beta2.</summary>
    public static FieldChanges FromV1Beta1 { get; } =
    [
        new Fork(
            "initConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds",
            "joinConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds",
            "clusterConfiguration.apiServer.timeoutForControlPlane",
            Codec.Duration),
        new Move("joinConfiguration.timeouts.tlsBootstrapSeconds", "joinConfiguration.discovery.timeout", Codec.Duration),
        new New("initConfiguration.timeouts"),
        new New("joinConfiguration.timeouts"),
        new Within("clusterConfiguration.apiServer", ExtraArgs),
        new Within("clusterConfiguration.controllerManager", ExtraArgs),
        new Within("clusterConfiguration.scheduler", ExtraArgs),
        new Within("clusterConfiguration.etcd.local", ExtraArgs),
        new Within("initConfiguration", KubeletArgs),
        new Within("initConfiguration.bootstrapTokens", new Move("ttlSeconds", "ttl", Codec.Duration)),
        new Within("joinConfiguration", KubeletArgs),
    ];

    /// <summary>From v1alpha3 to v1alpha4.</summary>
    public static FieldChanges FromV1Alpha3 { get; } =
    [
        new Within("initConfiguration.bootstrapTokens", new Move("token", "token", Codec.Token)),
    ];
}
