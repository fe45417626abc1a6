using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class InitializationTests
{
    public static TheoryData<string, bool> FirstMachines => new() { { "well", true }, { "ill", false }, { "deleting", false }, { "ill one of two", true } };

    [Theory]
    [MemberData(nameof(FirstMachines))]
    public void MayInitialize_TheOnlyMachineGoes_NotAnyMore(string which, bool expected)
    {
        ControlPlaneMachine[] machines = which switch
        {
            "ill" => [Make.Machine("a").Ill()],
            "deleting" => [Make.Machine("a").Deleting()],
            "ill one of two" => [Make.Machine("a").Ill(), Make.Machine("b")],
            _ => [Make.Machine("a")],
        };

        Assert.Equal(expected, ControlPlaneObserver.MayInitialize([.. machines.Select(m => m.Machine)]));
    }
}
