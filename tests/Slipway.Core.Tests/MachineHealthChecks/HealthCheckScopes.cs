using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineHealthChecks;
using Slipway.Core.Tests.Machines;

namespace Slipway.Core.Tests.MachineHealthChecks;

/// <summary>Machines and health checks for tables.</summary>
internal static class HealthCheckScopes
{
    public static readonly DateTimeOffset Now = MachineScopes.Now;

    public static Condition Condition(string type, string status, double minutesAgo = 60, string reason = "Why") => new()
    {
        Type = type,
        Status = status,
        Reason = reason,
        Message = "",
        LastTransitionTime = Now.UtcDateTime.AddMinutes(-minutesAgo),
    };

    public static Cluster Cluster(string initialized = "True", string infrastructure = "True")
    {
        var cluster = MachineScopes.Cluster();
        cluster.Status!.Conditions = [Condition("InfrastructureReady", infrastructure), Condition("ControlPlaneInitialized", initialized)];
        return cluster;
    }

    public static V1Node Node(string ready = "True", double minutesAgo = 60) => new()
    {
        Metadata = new V1ObjectMeta { Name = "n" },
        Status = new V1NodeStatus
        {
            Conditions = [new V1NodeCondition { Type = "Ready", Status = ready, Reason = "Kubelet", LastTransitionTime = Now.UtcDateTime.AddMinutes(-minutesAgo) }],
        },
    };

    public static HealthCheckTarget Target(string name = "m", V1Node? node = null, params Condition[] conditions)
    {
        var machine = MachineScopes.Machine();
        machine.Metadata.Name = name;
        machine.Metadata.ResourceVersion = "7";
        machine.Status = new MachineStatus { NodeRef = node is null ? null : new MachineNodeReference { Name = "n" }, Conditions = [.. conditions] };
        return new HealthCheckTarget { Machine = machine, Node = node };
    }

    public static HealthChecks Checks { get; } = new()
    {
        UnhealthyNodeConditions = [new UnhealthyNodeCondition { Type = "Ready", Status = "False", TimeoutSeconds = 300 }],
        UnhealthyMachineConditions = [new UnhealthyMachineCondition { Type = "Disk", Status = "False", TimeoutSeconds = 60 }],
    };

    public static HealthCheckScope Scope(RemediationTrigger? trigger, params HealthCheckTarget[] targets) => new()
    {
        Check = new MachineHealthCheck
        {
            Metadata = new V1ObjectMeta { Name = "check", NamespaceProperty = "default", Uid = "check-uid" },
            Spec = new MachineHealthCheckSpec { ClusterName = "demo", Checks = Checks, Remediation = new MachineHealthCheckRemediation { TriggerIf = trigger } },
        },
        Cluster = new Observed<Cluster>.Found(Cluster()),
        Targets = [.. targets],
    };
}
