using Slipway.Api.Conversion.Changes;
using Slipway.Api.Conversion.Codecs;

namespace Slipway.Api.Conversion.Kinds;

/// <summary>How kubeadm's kinds differ from version to version.</summary>
internal static class KubeadmVersions
{
    private static readonly FieldChanges ControlPlaneSpec =
    [
        new Move("machineTemplate.spec.infrastructureRef", "machineTemplate.infrastructureRef", Codec.Reference),
        new Move("machineTemplate.spec.deletion.nodeDrainTimeoutSeconds", "machineTemplate.nodeDrainTimeout", Codec.Duration),
        new Move("machineTemplate.spec.deletion.nodeVolumeDetachTimeoutSeconds", "machineTemplate.nodeVolumeDetachTimeout", Codec.Duration),
        new Move("machineTemplate.spec.deletion.nodeDeletionTimeoutSeconds", "machineTemplate.nodeDeletionTimeout", Codec.Duration),
        new Move("machineTemplate.spec.readinessGates", "machineTemplate.readinessGates"),
        new Move("machineTemplate.spec.taints", "machineTemplate.taints"),
        new Move("machineNaming", "machineNamingStrategy"),
        new Move("rollout.before", "rolloutBefore"),
        new Move("rollout.after", "rolloutAfter"),
        new Move("rollout.strategy", "rolloutStrategy"),
        new Move("remediation.retryPeriodSeconds", "remediationStrategy.retryPeriod", Codec.Duration),
        new Move("remediation.minHealthyPeriodSeconds", "remediationStrategy.minHealthyPeriod", Codec.Duration),
        new Move("remediation.maxRetry", "remediationStrategy.maxRetry"),
        new Within("kubeadmConfigSpec", KubeadmSpecVersions.FromV1Beta1),
    ];

    /// <summary>KubeadmConfigs.</summary>
    public static KindVersions Config { get; } = new(
        new(KubeadmTypes.BootstrapGroup, "KubeadmConfig"),
        "v1beta2",
        [
            new(
                "v1beta1",
                [
                    new Within("spec", KubeadmSpecVersions.FromV1Beta1),
                    new Within("status", Shared.Conditions, new Move("initialization.dataSecretCreated", "ready")),
                ]),
            new("v1alpha4", []),
            new("v1alpha3", [new Within("spec", KubeadmSpecVersions.FromV1Alpha3)]),
        ]);

    /// <summary>KubeadmConfigTemplates.</summary>
    public static KindVersions ConfigTemplate { get; } = new(
        new(KubeadmTypes.BootstrapGroup, "KubeadmConfigTemplate"),
        "v1beta2",
        [
            new("v1beta1", [new Within("spec.template.spec", KubeadmSpecVersions.FromV1Beta1)]),
            new("v1alpha4", []),
            new("v1alpha3", [new Within("spec.template.spec", KubeadmSpecVersions.FromV1Alpha3)]),
        ]);

    /// <summary>KubeadmControlPlanes.</summary>
    public static KindVersions ControlPlane { get; } = new(
        new(KubeadmTypes.ControlPlaneGroup, "KubeadmControlPlane"),
        "v1beta2",
        [
            new(
                "v1beta1",
                [
                    new Within("spec", ControlPlaneSpec),
                    new Within(
                        "status",
                        Shared.Conditions,
                        Shared.ReplicaCounters,
                        new Move("deprecated.v1beta1.updatedReplicas", "updatedReplicas"),
                        new Move("deprecated.v1beta1.unavailableReplicas", "unavailableReplicas"),
                        new Move("initialization.controlPlaneInitialized", "initialized"),
                        new Move("lastRemediation.time", "lastRemediation.timestamp"),
                        new Summary("ready", "readyReplicas")),
                ]),
            new("v1alpha4", []),
            new(
                "v1alpha3",
                [
                    new Within(
                        "spec",
                        new Move("machineTemplate.infrastructureRef", "infrastructureTemplate"),
                        new Move("machineTemplate.nodeDrainTimeout", "nodeDrainTimeout"),
                        new Move("rolloutAfter", "upgradeAfter"),
                        new Within("kubeadmConfigSpec", KubeadmSpecVersions.FromV1Alpha3)),
                ]),
        ]);

    /// <summary>KubeadmControlPlaneTemplates, which v1alpha3 does not have.</summary>
    public static KindVersions ControlPlaneTemplate { get; } = new(
        new(KubeadmTypes.ControlPlaneGroup, "KubeadmControlPlaneTemplate"),
        "v1beta2",
        [new("v1beta1", [new Within("spec.template.spec", ControlPlaneSpec)]), new("v1alpha4", [])]);
}
