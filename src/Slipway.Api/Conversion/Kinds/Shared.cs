using Slipway.Api.Conversion.Changes;
using Slipway.Api.Conversion.Codecs;

namespace Slipway.Api.Conversion.Kinds;

/// <summary>What many kinds write otherwise in v1beta1 than in v1beta2.</summary>
internal static class Shared
{
    /// <summary>The conditions of a status, and why it failed: each version shows those of its own form at the top.</summary>
    public static FieldChanges Conditions { get; } =
    [
        new Move("conditions", "v1beta2.conditions"),
        new Move("deprecated.v1beta1.conditions", "conditions"),
        new Move("deprecated.v1beta1.failureReason", "failureReason"),
        new Move("deprecated.v1beta1.failureMessage", "failureMessage"),
    ];

    /// <summary>How long the deletion of a Machine's Node may take.</summary>
    public static FieldChanges DeletionTimeouts { get; } =
    [
        new Move("deletion.nodeDrainTimeoutSeconds", "nodeDrainTimeout", Codec.Duration),
        new Move("deletion.nodeVolumeDetachTimeoutSeconds", "nodeVolumeDetachTimeout", Codec.Duration),
        new Move("deletion.nodeDeletionTimeoutSeconds", "nodeDeletionTimeout", Codec.Duration),
    ];

    /// <summary>The spec of a Machine, its own or in a template.</summary>
    public static FieldChanges MachineSpec { get; } =
    [
        DeletionTimeouts,
        new Move("bootstrap.configRef", "bootstrap.configRef", Codec.Reference),
        new Move("infrastructureRef", "infrastructureRef", Codec.Reference),
    ];

    /// <summary>The spec of what has a template for Machines.</summary>
    public static FieldChanges MachineTemplate { get; } =
    [
        new Move("template.spec.minReadySeconds", "minReadySeconds"),
        new Within("template.spec", MachineSpec),
    ];

    /// <summary>The counters whose meaning changed: each version shows those of its own meaning at the top.</summary>
    public static FieldChanges ReplicaCounters { get; } =
    [
        new Move("readyReplicas", "v1beta2.readyReplicas"),
        new Move("availableReplicas", "v1beta2.availableReplicas"),
        new Move("upToDateReplicas", "v1beta2.upToDateReplicas"),
        new Move("deprecated.v1beta1.readyReplicas", "readyReplicas"),
        new Move("deprecated.v1beta1.availableReplicas", "availableReplicas"),
    ];
}
