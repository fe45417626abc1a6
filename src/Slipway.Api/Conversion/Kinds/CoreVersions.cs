using Slipway.Api.Conversion.Changes;
using Slipway.Api.Conversion.Codecs;

namespace Slipway.Api.Conversion.Kinds;

/// <summary>How the kinds of <c>cluster.x-k8s.io</c> differ from version to version. What a version lacks needs no word: it is left out.</summary>
internal static class CoreVersions
{
    private static readonly FieldChanges Topology =
    [
        new Move("classRef.name", "class"),
        new Move("classRef.namespace", "classNamespace"),
        new Within("controlPlane", HealthCheckVersions.OfTopology, Shared.DeletionTimeouts),
        new Within(
            "workers.machineDeployments",
            new Move("healthCheck.remediation.maxInFlight", "strategy.remediation.maxInFlight"),
            HealthCheckVersions.OfTopology,
            Shared.DeletionTimeouts,
            RolloutStrategy),
        new Within("workers.machinePools", Shared.DeletionTimeouts),
    ];

    /// <summary>Clusters.</summary>
    public static KindVersions Cluster { get; } = new(
        new(CoreTypes.Group, "Cluster"),
        "v1beta2",
        [
            new(
                "v1beta1",
                [
                    new Within(
                        "spec",
                        new Move("controlPlaneRef", "controlPlaneRef", Codec.Reference),
                        new Move("infrastructureRef", "infrastructureRef", Codec.Reference),
                        new Within("topology", Topology)),
                    new Within(
                        "status",
                        Shared.Conditions,
                        new Move("initialization.infrastructureProvisioned", "infrastructureReady"),
                        new Move("initialization.controlPlaneInitialized", "controlPlaneReady"),
                        new Move("controlPlane", "v1beta2.controlPlane"),
                        new Move("workers", "v1beta2.workers"),
                        new Move("failureDomains", "failureDomains", Codec.NamedMap)),
                ]),
            new("v1alpha4", []),
            new("v1alpha3", [new ConditionFlag("status.controlPlaneInitialized", "status.conditions", "ControlPlaneInitialized")]),
        ]);

    /// <summary>Machines.</summary>
    public static KindVersions Machine { get; } = Of(
        "Machine",
        new Within("spec", Shared.MachineSpec),
        new Within(
            "status",
            Shared.Conditions,
            new Move("initialization.bootstrapDataSecretCreated", "bootstrapReady"),
            new Move("initialization.infrastructureProvisioned", "infrastructureReady"),
            new Move("nodeRef", "nodeRef", Codec.NodeReference),
            new Move("phase", "phase", new RenamedValue("Updating", "Running"))));

    /// <summary>MachineSets.</summary>
    public static KindVersions MachineSet { get; } = Of(
        "MachineSet",
        new Within(
            "spec",
            Shared.MachineTemplate,
            new Move("deletion.order", "deletePolicy"),
            new Move("machineNaming", "machineNamingStrategy")),
        new Within(
            "status",
            Shared.Conditions,
            Shared.ReplicaCounters,
            new Move("deprecated.v1beta1.fullyLabeledReplicas", "fullyLabeledReplicas")));

    /// <summary>MachineDeployments.</summary>
    public static KindVersions MachineDeployment { get; } = Of(
        "MachineDeployment",
        new Within(
            "spec",
            Shared.MachineTemplate,
            new Move("machineNaming", "machineNamingStrategy"),
            new Move("rollout.after", "rolloutAfter"),
            new Move("remediation.maxInFlight", "strategy.remediation.maxInFlight"),
            RolloutStrategy),
        new Within(
            "status",
            Shared.Conditions,
            Shared.ReplicaCounters,
            new Move("deprecated.v1beta1.updatedReplicas", "updatedReplicas"),
            new Move("deprecated.v1beta1.unavailableReplicas", "unavailableReplicas")));

    /// <summary>MachineHealthChecks.</summary>
    public static KindVersions MachineHealthCheck { get; } = Of(
        "MachineHealthCheck", new Within("spec", HealthCheckVersions.Spec), new Within("status", Shared.Conditions));

    /// <summary>MachinePools.</summary>
    public static KindVersions MachinePool { get; } = Of(
        "MachinePool",
        new Within("spec", Shared.MachineTemplate),
        new Within(
            "status",
            Shared.Conditions,
            Shared.ReplicaCounters,
            new Move("deprecated.v1beta1.unavailableReplicas", "unavailableReplicas"),
            new Move("initialization.bootstrapDataSecretCreated", "bootstrapReady"),
            new Move("initialization.infrastructureProvisioned", "infrastructureReady")));

    /// <summary>MachinePools in the group that they had while they were an experiment.</summary>
    public static KindVersions ExperimentalMachinePool { get; } = MachinePool with
    {
        Kind = new("exp.cluster.x-k8s.io", "MachinePool"),
        Steps = [new("v1alpha3", [.. MachinePool.Steps.Select(s => s.Changes)])],
    };

    /// <summary>MachineDrainRules, which are the same in both of their versions.</summary>
    public static KindVersions MachineDrainRule { get; } = new(new(CoreTypes.Group, "MachineDrainRule"), "v1beta2", [new("v1beta1", [])]);

    private static FieldChanges RolloutStrategy =>
    [
        new Move("rollout.strategy.type", "strategy.type"),
        new Move("rollout.strategy.rollingUpdate.maxSurge", "strategy.rollingUpdate.maxSurge"),
        new Move("rollout.strategy.rollingUpdate.maxUnavailable", "strategy.rollingUpdate.maxUnavailable"),
        new Move("deletion.order", "strategy.rollingUpdate.deletePolicy"),
    ];

    // From v1alpha3 to v1beta1 fields of these came and went, but none changed.
    private static KindVersions Of(string kind, params FieldChanges fromV1Beta1) => new(
        new(CoreTypes.Group, kind), "v1beta2", [new("v1beta1", fromV1Beta1), new("v1alpha4", []), new("v1alpha3", [])]);
}
