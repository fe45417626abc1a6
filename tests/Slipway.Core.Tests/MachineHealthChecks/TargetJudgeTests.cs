using Slipway.Api.Core.V1Beta2;
using Slipway.Core.MachineHealthChecks;
using static Slipway.Core.Tests.MachineHealthChecks.HealthCheckScopes;

namespace Slipway.Core.Tests.MachineHealthChecks;

public sealed class TargetJudgeTests
{
    [Fact]
    public void Judge_NodeReady_IsHealthy() => Assert.IsType<TargetHealth.Healthy>(Judge(Target(node: Node())));

    [Fact]
    public void Judge_NodeUnreadyForTooLong_SaysWhichConditionAndHowLong()
    {
        var unhealthy = Assert.IsType<TargetHealth.Unhealthy>(Judge(Target(node: Node("False", minutesAgo: 6))));

        Assert.Equal("UnhealthyNode", unhealthy.Reason);
        Assert.Equal(
            "Health check failed:\n  * Condition Ready on Node is reporting status False with reason Kubelet for more than 5m0s", unhealthy.Message);
        Assert.Equal("Condition Ready on Node is reporting status False with reason Kubelet for more than 5m0s", unhealthy.DeprecatedMessage);
    }

    [Fact]
    public void Judge_NodeUnreadyForAWhile_ComesBackASecondAfterTheTimeout() =>
        Assert.Equal(new TargetHealth.Suspect(TimeSpan.FromSeconds(61)), Judge(Target(node: Node("False", minutesAgo: 4))));

    [Fact]
    public void Judge_MachineAndNodeUnhealthy_TellsBothAndNamesTheMachine()
    {
        var unhealthy = Assert.IsType<TargetHealth.Unhealthy>(Judge(Target(node: Node("False"), conditions: Condition("Disk", "False"))));

        Assert.Equal("UnhealthyMachine", unhealthy.Reason);
        Assert.Equal(
            "Health check failed:\n  * Condition Disk on Machine is reporting status False with reason Why for more than 1m0s\n"
            + "  * Condition Ready on Node is reporting status False with reason Kubelet for more than 5m0s",
            unhealthy.Message);
    }

    [Fact]
    public void Judge_NodeGone_IsUnhealthyAtOnce()
    {
        var target = Target(node: Node()) with { Node = null, IsNodeGone = true };

        var unhealthy = Assert.IsType<TargetHealth.Unhealthy>(Judge(target));
        Assert.Equal(("NodeDeleted", "Health check failed:\n  * Node n has been deleted"), (unhealthy.Reason, unhealthy.Message));
        Assert.Equal(("NodeNotFound", ""), (unhealthy.DeprecatedReason, unhealthy.DeprecatedMessage));
    }

    // The Machine is ten minutes old; its time begins when the last thing that it needs was there.
    [Theory]
    [InlineData(0, "True", "Open")]
    [InlineData(300, "True", "NodeStartupTimeout")]
    [InlineData(660, "True", "Suspect 61")]
    [InlineData(240, "True", "Suspect 61", 3)]
    [InlineData(240, "False", "NodeStartupTimeout", 3)]
    public void Judge_NoNodeYet_WaitsTheStartupTimeout(int seconds, string infrastructure, string expected, double readyMinutesAgo = 10)
    {
        var target = Target(conditions: Condition("InfrastructureReady", infrastructure, readyMinutesAgo));

        Assert.Equal(expected, Text(TargetJudge.Judge(target, Cluster(), new HealthChecks { NodeStartupTimeoutSeconds = seconds }, Now)));
    }

    [Theory]
    [InlineData("False", "True", false, "Open")]
    [InlineData("False", "True", true, "UnhealthyNode")]
    [InlineData("True", "False", false, "Open")]
    [InlineData("True", "True", false, "UnhealthyNode")]
    public void Judge_BeforeTheClusterIsReady_BlamesNoWorker(string initialized, string infrastructure, bool controlPlane, string expected)
    {
        var target = Target(node: Node("False"));
        if (controlPlane)
        {
            target.Machine.Metadata.Labels["cluster.x-k8s.io/control-plane"] = "";
        }

        Assert.Equal(expected, Text(TargetJudge.Judge(target, Cluster(initialized, infrastructure), Checks, Now)));
    }

    [Fact]
    public void Judge_MarkedByHand_IsUnhealthyWhateverTheCluster()
    {
        var target = Target(node: Node());
        target.Machine.Metadata.Annotations = new Dictionary<string, string> { ["cluster.x-k8s.io/remediate-machine"] = "" };

        Assert.Equal("HasRemediateAnnotation", Text(TargetJudge.Judge(target, Cluster("False", "False"), Checks, Now)));
    }

    [Fact]
    public void Judge_HealthyButDeleting_DoesNotCountAsHealthy()
    {
        var target = Target(node: Node());
        target.Machine.Metadata.DeletionTimestamp = Now.UtcDateTime;

        Assert.IsType<TargetHealth.Open>(Judge(target));
    }

    private static TargetHealth Judge(HealthCheckTarget target) => TargetJudge.Judge(target, Cluster(), Checks, Now);

    private static string Text(TargetHealth health) => health switch
    {
        TargetHealth.Unhealthy unhealthy => unhealthy.Reason,
        TargetHealth.Suspect suspect => $"Suspect {suspect.Left.TotalSeconds}",
        _ => health.GetType().Name,
    };
}
