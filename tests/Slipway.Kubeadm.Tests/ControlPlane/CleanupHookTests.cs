using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
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

/// <summary>When a Machine that is deleted may leave etcd and be terminated.</summary>
public sealed class CleanupHookTests
{
    [Fact]
    public void Hook_OnlyMachine_IsTakenOff() => Assert.IsType<Effect.Patch>(Assert.Single(Assert.IsType<PhaseResult.Do>(Decide(Leaving("a"))).Effects));

    [Fact]
    public void Hook_AnotherIsOnItsWayOut_WaitsForItsEnd() => Assert.Equal(
        "Waiting for Machine b to be gone before Machine a leaves the control plane",
        Assert.IsType<PhaseResult.Wait>(Decide(Leaving("a"), Make.Machine("b").Deleting(), Make.Machine("c"))).Message);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hook_NoOtherServes_Waits_WhereverEtcdIs(bool managed) => Assert.Equal(
        "WaitingForHealthyControlPlane",
        Assert.IsType<PhaseResult.Wait>(Decide(managed, Leaving("a"), Make.Machine("b").With("APIServerPodHealthy", "False"))).Reason);

    [Fact]
    public void Hook_ExternalEtcd_IsTakenOffWhenAnotherServes() =>
        Assert.IsType<Effect.Patch>(Assert.Single(Assert.IsType<PhaseResult.Do>(Decide(managed: false, Leaving("a"), Make.Machine("b"))).Effects));

    [Fact]
    public void Hook_OthersHooks_GoFirst() => Assert.Contains(
        "pre-terminate.delete.hook.machine.cluster.x-k8s.io/mine",
        Assert.IsType<PhaseResult.Wait>(
            Decide(Leaving("a").Annotated("pre-terminate.delete.hook.machine.cluster.x-k8s.io/mine"), Make.Machine("b"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Hook_QuorumWouldBeLost_Waits() => Assert.Equal(
        "WaitingForEtcdQuorum",
        Assert.IsType<PhaseResult.Wait>(Decide(Leaving("a"), Make.Machine("b"), Make.Machine("c").With("EtcdMemberHealthy", "False"))).Reason);

    [Theory]
    [InlineData("a", "", "etcd MemberRemove, TakeHookOff")] // found by its Node
    [InlineData(null, "10.0.0.1", "etcd MemberRemove, TakeHookOff")] // its Node never came
    [InlineData(null, "", "TakeHookOff")]
    public void Hook_MachineWithoutNodeRef_LeavesEtcdFirst(string? node, string address, string expected)
    {
        var leaving = Leaving("a").NotJoined() with { NodeByProvider = node is null ? new Observed<string>.Absent() : new Observed<string>.Found(node) };
        leaving.Machine.Status!.Addresses = [new MachineAddress { Type = "InternalIP", Address = "10.0.0.1" }];
        var etcd = Make.Etcd("a", "b", "c", "d");
        etcd = etcd with { Members = etcd.Members.SetItem(0, etcd.Members[0] with { PeerUrls = address.Length > 0 ? [$"https://{address}:2380"] : [] }), LeaderId = 2 };

        Assert.Equal(expected, Text(Decide(etcd, leaving, Make.Machine("b"), Make.Machine("c"), Make.Machine("d"))));
    }

    [Fact]
    public void Hook_MachineWithoutNodeRef_LeadsEtcd_LeaderMovesFirst()
    {
        var leaving = Leaving("a").NotJoined() with { NodeByProvider = new Observed<string>.Found("a") };

        Assert.Equal(
            "etcd MoveLeader, etcd MemberRemove, TakeHookOff",
            Text(Decide(Make.Etcd("a", "b", "c", "d"), leaving, Make.Machine("b"), Make.Machine("c"), Make.Machine("d"))));
    }

    [Fact]
    public void Hook_KubeadmRemembersItsApiServer_ForgetsItFirst()
    {
        var map = new V1ConfigMap
        {
            Metadata = new V1ObjectMeta { Name = "kubeadm-config", NamespaceProperty = "kube-system", ResourceVersion = "7" },
            Data = new Dictionary<string, string>(StringComparer.Ordinal) { ["ClusterStatus"] = "apiEndpoints: {a: {bindPort: 6443}, b: {bindPort: 6443}}" },
        };
        var scope = Scope(managed: true, Make.Etcd("b", "a", "c", "d"), [Leaving("a"), Make.Machine("b"), Make.Machine("c"), Make.Machine("d")]);

        var done = Assert.IsType<PhaseResult.Do>(Decide(scope with { Endpoints = new Observed<V1ConfigMap>.Found(map) }));

        Assert.Equal(["etcd MemberRemove", "kubeadm-config", "a"], done.Effects.Select(e => e is Effect.Call call ? call.Operation : ((Effect.Patch)e).Key.Name));
    }

    [Fact]
    public void Hook_KubeadmsMemoryCannotBeRead_Fails()
    {
        var scope = Scope(managed: true, Make.Etcd("a", "b"), [Leaving("a"), Make.Machine("b")]);

        Assert.Equal("no", Assert.IsType<PhaseResult.Fail>(Decide(
            scope with { Endpoints = new Observed<V1ConfigMap>.Unknown(ErrorCodes.WorkloadClusterUnreachable, "no") })).Message);
    }

    [Fact]
    public void Hook_MachineWithoutNodeRef_NodesCannotBeListed_Waits() => Assert.Equal(
        "Waiting for the cluster to tell which Node Machine a is: no leader",
        Assert.IsType<PhaseResult.Wait>(Decide(
            Leaving("a").NotJoined() with { NodeByProvider = new Observed<string>.Unknown(ErrorCodes.WorkloadClusterUnreachable, "no leader") },
            Make.Machine("b"), Make.Machine("c"))).Message);

    private static string Text(PhaseResult result) => string.Join(
        ", ", Assert.IsType<PhaseResult.Do>(result).Effects.Select(e => e is Effect.Call call ? call.Operation : "TakeHookOff"));

    private static PhaseResult Decide(params ImmutableArray<ControlPlaneMachine> machines) => Decide(managed: true, [.. machines]);

    private static PhaseResult Decide(bool managed, params ControlPlaneMachine[] machines) =>
        Decide(managed, Make.Etcd([.. machines.Select(m => m.Name)]), machines);

    private static PhaseResult Decide(EtcdSnapshot etcd, params ControlPlaneMachine[] machines) => Decide(managed: true, etcd, machines);

    private static PhaseResult Decide(bool managed, EtcdSnapshot etcd, ControlPlaneMachine[] machines) => Decide(Scope(managed, etcd, machines));

    private static PhaseResult Decide(ControlPlaneScope scope) => new MembershipPhases(new EtcdEffects(null!)).CleanupHook(scope, Make.Now);

    private static ControlPlaneScope Scope(bool managed, EtcdSnapshot etcd, ControlPlaneMachine[] machines)
    {
        var config = managed ? null : new KubeadmConfigSpec { ClusterConfiguration = new() { Etcd = new() { External = new ExternalEtcd() } } };
        return new ControlPlaneScope
        {
            Object = Make.ControlPlane(config: config),
            Cluster = new Observed<Cluster>.Found(Make.Cluster()),
            Machines = [.. machines],
            Workload = new WorkloadView
            {
                State = WorkloadState.Connected,
                Etcd = new Observed<EtcdSnapshot>.Found(etcd),
                EtcdAccess = new EtcdAccess(
                    new ObjectKey("default", "demo"), new SeenObjects(), EtcdCredentials.OfAuthority(new CertificateKeyPair("", "")),
                    [.. machines.Select(m => m.Name)]) { Fingerprint = "" },
            },
            Now = Make.Now,
        };
    }

    private static ControlPlaneMachine Leaving(string name)
    {
        var machine = Make.Machine(name).Deleting(minutes: 5).Annotated(MachineBlueprint.CleanupHook);
        (machine.Machine.Status!.Conditions ??= []).Set("Deleting", ConditionState.True("WaitingForPreTerminateHook"), 1, Make.Now);
        return machine;
    }
}
