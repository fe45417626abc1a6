using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Scaling;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class EtcdQuorumTests
{
    /// <summary>Members as letters: h well, i ill, l learner, u not started. The first one is to go.</summary>
    [Theory]
    [InlineData("hh", true)]
    [InlineData("hhh", true)]
    [InlineData("hhi", false)]
    [InlineData("ihh", true)]
    [InlineData("iihh", true)]
    [InlineData("iihhh", true)]
    [InlineData("hhl", false)]
    [InlineData("hhu", false)]
    [InlineData("hi", false)]
    [InlineData("h", false)]
    public void AllowsRemoval_OfTheFirst_NeedsAMajorityLeft(string members, bool allowed)
    {
        var (etcd, machines) = Build(members);
        Assert.Equal(allowed, EtcdQuorum.AllowsRemoval(etcd, machines, etcd.Members[0]));
    }

    [Theory]
    [InlineData("h", true)]
    [InlineData("hh", true)]
    [InlineData("hhh", true)]
    [InlineData("hi", false)]
    [InlineData("hhi", false)]
    [InlineData("hhhi", true)]
    [InlineData("hl", false)]
    public void AllowsAddition_CountsTheNewcomerAsIll(string members, bool allowed)
    {
        var (etcd, machines) = Build(members);
        Assert.Equal(allowed, EtcdQuorum.AllowsAddition(etcd, machines));
    }

    private static (EtcdSnapshot Etcd, ControlPlaneMachine[] Machines) Build(string members)
    {
        var etcd = new EtcdSnapshot(
            [.. members.Select((kind, i) => new EtcdMember((ulong)i + 1, kind == 'u' ? "" : $"m{i}") { IsLearner = kind == 'l' })], LeaderId: 1);
        var machines = members.Select((kind, i) => kind == 'i'
            ? Make.Machine($"m{i}").With("EtcdMemberHealthy", "False")
            : Make.Machine($"m{i}")).ToArray();
        return (etcd, machines);
    }
}
