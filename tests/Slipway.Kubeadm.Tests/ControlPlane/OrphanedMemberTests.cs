using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Objects;
using Slipway.Testing.Clients;

namespace Slipway.Kubeadm.Tests.ControlPlane;

/// <summary>Members of etcd that no Machine has any more.</summary>
public sealed class OrphanedMemberTests
{
    private const string Lost = "10.0.0.9";

    [Theory]
    [InlineData("c", "10.0.0.3", "etcd MemberRemove: no Machine has the member c")]
    [InlineData("", Lost, "etcd MemberRemove: no Machine has the member at https://10.0.0.9:2380")] // announced, and lost before its etcd ran
    [InlineData("", "10.0.0.2", "")] // b's own, about to start
    [InlineData("b", "10.0.0.2", "")]
    public void Orphans_MemberNobodyHas_IsTakenOut(string name, string address, string expected)
    {
        var member = new EtcdMember(9, name) { PeerUrls = [$"https://{address}:2380"] };
        var etcd = Make.Etcd("a", "d");
        var result = new MembershipPhases(new EtcdEffects(null!)).Orphans(Scope(etcd with { Members = etcd.Members.Add(member) }), Make.Now);
        Assert.Equal(expected, result is PhaseResult.Do(var effects) && effects.Single() is Effect.Call(var operation, _, var why) ? $"{operation}: {why}" : "");
    }

    [Theory]
    [InlineData("c", "etcd member c has no Machine and is to be taken out, but that could cost etcd its quorum")]
    [InlineData("", null)] // it has no vote
    public void Orphans_QuorumWouldBeLost_NothingElseIsDone(string name, string? problem)
    {
        var member = new EtcdMember(9, name) { PeerUrls = [$"https://{Lost}:2380"] };
        var etcd = Make.Etcd("a", "b", "d");
        var scope = Scope(etcd with { Members = etcd.Members.Add(member) });
        scope = scope with { Machines = [.. scope.Machines.Select(m => m.Name == "a" ? m : m.With("EtcdMemberHealthy", "False"))] };
        var result = new MembershipPhases(new EtcdEffects(null!)).Orphans(scope, Make.Now);
        Assert.Equal(problem, (result as PhaseResult.Fail)?.Message);
        Assert.Equal(problem is null, result is PhaseResult.Do);
    }

    private static ControlPlaneScope Scope(EtcdSnapshot etcd) => new()
    {
        Object = Make.ControlPlane(),
        Cluster = new Observed<Cluster>.Found(Make.Cluster()),
        Machines = [At("a", "10.0.0.1"), At("b", "10.0.0.2"), At("d", "10.0.0.4")],
        Workload = new WorkloadView
        {
            State = WorkloadState.Connected,
            Etcd = new Observed<EtcdSnapshot>.Found(etcd),
            EtcdAccess = new EtcdAccess(new ObjectKey("default", "demo"), new SeenObjects(), EtcdCredentials.OfAuthority(new CertificateKeyPair("", "")), ["a", "b"]) { Fingerprint = "" },
        },
        Now = Make.Now,
    };

    private static ControlPlaneMachine At(string name, string address)
    {
        var machine = Make.Machine(name);
        machine.Machine.Status!.Addresses = [new MachineAddress { Type = "InternalIP", Address = address }];
        return machine;
    }
}
