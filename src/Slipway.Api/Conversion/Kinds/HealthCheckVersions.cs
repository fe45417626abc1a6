using Slipway.Api.Conversion.Changes;
using Slipway.Api.Conversion.Codecs;

namespace Slipway.Api.Conversion.Kinds;

/// <summary>How health checks of Machines differ from version to version.</summary>
internal static class HealthCheckVersions
{
    private static readonly FieldChanges Condition = [new Move("timeoutSeconds", "timeout", Codec.Duration)];

    /// <summary>The fields of a MachineHealthCheck's spec.</summary>
    public static FieldChanges Spec { get; } =
    [
        new Within("checks.unhealthyNodeConditions", Condition),
        new Within("checks.unhealthyMachineConditions", Condition),
        new Move("checks.unhealthyNodeConditions", "unhealthyConditions"),
        new Move("checks.unhealthyMachineConditions", "unhealthyMachineConditions"),
        new Move("checks.nodeStartupTimeoutSeconds", "nodeStartupTimeout", Codec.Duration),
        new Move("remediation.triggerIf.unhealthyLessThanOrEqualTo", "maxUnhealthy"),
        new Move("remediation.triggerIf.unhealthyInRange", "unhealthyRange"),
        new Move("remediation.templateRef", "remediationTemplate", Codec.TemplateReference),
    ];

    /// <summary>The health check in a Cluster's topology.</summary>
    public static FieldChanges OfTopology { get; } =
    [
        new Within("healthCheck", Spec, new Move("enabled", "enable")),
        new Move("healthCheck", "machineHealthCheck"),
    ];
}
