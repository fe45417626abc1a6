using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class VersionSkewTests
{
    [Theory]
    [InlineData("v1.31.0", "v1.31.0 v1.31.0", null)]
    [InlineData("v1.32.0", "v1.31.0 v1.32.0", null)]
    [InlineData("v1.31.0", "v1.31.4", null)]
    [InlineData("v1.33.0", "v1.32.0 v1.31.0", "spec.version: v1.33.0 skips a minor version: Machine m1 has v1.31.0, so v1.32 comes first")]
    [InlineData(
        "v1.30.9", "v1.30.1 v1.31.0",
        "spec.version: v1.30.9 is older than v1.31.0 of Machine m1, and a cluster cannot go back by a minor version")]
    [InlineData("1.x", "v1.31.0", "spec.version: \"1.x\" is not a version such as v1.31.0")]
    public void Problem_ComparesWithWhatRuns(string wanted, string running, string? expected)
    {
        var machines = running.Split(' ').Select((version, index) => Of($"m{index}", version));

        Assert.Equal(expected, VersionSkew.Problem(wanted, [.. machines]));
    }

    [Fact]
    public void Problem_NewerOneThatNeverJoined_LetsTheUserGoBack() => Assert.Null(
        VersionSkew.Problem("v1.30.0", [Of("a", "v1.30.0"), Of("b", "v1.31.0").NotJoined()]));

    private static ControlPlaneMachine Of(string name, string version)
    {
        var machine = Make.Machine(name);
        machine.Machine.Spec!.Version = version;
        return machine;
    }
}
