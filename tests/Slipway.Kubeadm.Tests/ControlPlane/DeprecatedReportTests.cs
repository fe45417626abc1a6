using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Conditions;
using Slipway.Kubeadm.ControlPlane.Health;
using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class DeprecatedReportTests
{
    private static readonly PassOutcome Quiet = new([]);

    [Theory]
    [InlineData("APIServerPodHealthy", "True", "Running", "True//")]
    [InlineData("APIServerPodHealthy", "False", "DoesNotExist", "False/PodMissing/Error")]
    [InlineData("APIServerPodHealthy", "False", "Provisioning", "False/PodProvisioning/Info")]
    [InlineData("SchedulerPodHealthy", "False", "Failed", "False/PodFailed/Error")]
    [InlineData("SchedulerPodHealthy", "Unknown", "InspectionFailed", "Unknown/PodInspectionFailed/")]
    [InlineData("EtcdPodHealthy", "False", "Deleting", "False/Deleting/Info")]
    [InlineData("EtcdMemberHealthy", "False", "NotHealthy", "False/EtcdMemberUnhealthy/Error")]
    [InlineData("EtcdMemberHealthy", "Unknown", "InspectionFailed", "Unknown/EtcdMemberInspectionFailed/")]
    public void Health_InTheOlderForm_HasReasonAndSeverityOfItsOwn(string type, string status, string reason, string expected)
    {
        var state = DeprecatedHealth.Of(type, Make.Machine("m").Health.With(type, new(status, reason)))!.Value;

        Assert.Equal(expected, $"{state.Status}/{state.Reason}/{state.Severity}");
    }

    [Fact]
    public void Write_MemberIll_NamesItsMachine() => Assert.Equal(
        "False/EtcdClusterUnhealthy/Error Following Machines are reporting etcd member errors: b",
        Find(Written(Make.Scope(Make.Machine("a"), Make.Machine("b").With("EtcdMemberHealthy", "False"))), "EtcdClusterHealthy"));

    [Fact]
    public void Write_NodeIsGone_ItsComponentsHaveFailed()
    {
        var view = new WorkloadView
        {
            State = WorkloadState.Connected,
            Nodes = ImmutableDictionary<string, Observed<V1Node>>.Empty.Add("b", new Observed<V1Node>.Absent()),
        };
        var lost = Make.Machine("b");
        lost = lost with { Health = HealthInspection.Of(lost.Machine, managedEtcd: true, expectsTaint: true, view) };

        Assert.Equal(
            "False/ControlPlaneComponentsUnhealthy/Error Following Machines are reporting control plane errors: b",
            Find(Written(Make.Scope(Make.Machine("a"), lost)), "ControlPlaneComponentsHealthy"));
    }

    [Fact]
    public void Write_AllMachinesGo_SaysNothingOfTheirHealth()
    {
        var status = Written(Make.Scope(Make.Machine("a").Deleting()));

        Assert.Null(Find(status, "ControlPlaneComponentsHealthy"));
        Assert.Null(Find(status, "EtcdClusterHealthy"));
    }

    [Fact]
    public void Write_RollingOut_SaysHowMany_AndThatItIsDone()
    {
        var status = Written(Make.Scope(Make.Machine("a").Outdated(), Make.Machine("b")));

        Assert.Equal(
            "False/RollingUpdateInProgress/Warning Rolling 1 replicas with outdated spec (1 replicas up to date)", Find(status, "MachinesSpecUpToDate"));
        DeprecatedReport.Write(Make.Scope(Make.Machine("a"), Make.Machine("b")), Quiet, status, Make.Now);
        Assert.Equal("True// ", Find(status, "MachinesSpecUpToDate"));
    }

    [Fact]
    public void Write_NeverRolledOut_SaysNothingOfIt() => Assert.Null(Find(Written(Make.Scope(Make.Machine("a"))), "MachinesSpecUpToDate"));

    [Fact]
    public void Write_ScaledUpButNotReady_StaysScalingUp()
    {
        var kcp = Make.Scope(Make.Machine("a"));
        kcp.Spec.Replicas = 2;
        var status = Written(kcp);
        Assert.StartsWith("False/ScalingUp/Warning", Find(status, "Resized"), StringComparison.Ordinal);

        DeprecatedReport.Write(Make.Scope(Make.Machine("a"), Make.Machine("b")), Quiet, status, Make.Now);

        Assert.StartsWith("False/ScalingUp/Warning", Find(status, "Resized"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b", "2 ready, 0 unavailable")]
    [InlineData("a", "1 ready, 1 unavailable")]
    [InlineData("", "0 ready, 2 unavailable")]
    [InlineData("a,b,stray", "2 ready, 0 unavailable")]
    public void Write_ReadyReplicas_AreMachinesWithReadyNodes(string ready, string expected) =>
        Assert.Equal(expected, Counts(Written(WithNodes(ready))));

    [Fact]
    public void Write_NodesCannotBeListed_NoneIsReady_AndConditionsSaySo()
    {
        var scope = WithNodes("a,b");
        var status = Written(scope);
        scope = scope with
        {
            Workload = scope.Workload with
            {
                ControlPlaneNodes = new Observed<IReadOnlyList<string>>.Unknown(ErrorCodes.WorkloadClusterUnreachable, "no leader"),
            },
        };

        DeprecatedReport.Write(scope, Quiet, status, Make.Now);

        Assert.Equal("0 ready, 2 unavailable", Counts(status));
        Assert.Equal(
            "Unknown/EtcdClusterInspectionFailed/ Failed to list Nodes which are hosting the etcd members: no leader", Find(status, "EtcdClusterHealthy"));
        Assert.Equal(
            "Unknown/ControlPlaneComponentsInspectionFailed/ Failed to list Nodes which are hosting control plane components: no leader",
            Find(status, "ControlPlaneComponentsHealthy"));
    }

    [Fact]
    public void Write_NotConnectedYet_KeepsTheLastWord()
    {
        var scope = WithNodes("a");
        var status = Written(scope);

        DeprecatedReport.Write(scope with { Workload = new() { State = WorkloadState.Pending } }, Quiet, status, Make.Now);

        Assert.Equal("1 ready, 1 unavailable", Counts(status));
    }

    [Fact]
    public void Write_TemplateIsGone_SaysThatMachinesCannotBeMade()
    {
        var scope = Make.Scope(Make.Machine("a"));
        scope.Spec.Replicas = 2;

        Assert.Equal(
            "False/InfrastructureTemplateCloningFailed/Error DevMachineTemplate demo-control-plane does not exist", Find(Written(scope), "MachinesCreated"));
    }

    // Of several that were to be made in one step the message says which was refused.
    [Theory]
    [InlineData("Machine", "quota exceeded", "MachineGenerationFailed")]
    [InlineData("KubeadmConfig", "quota exceeded", "BootstrapTemplateCloningFailed")]
    [InlineData("DevMachine", "quota exceeded", "InfrastructureTemplateCloningFailed")]
    [InlineData("DevMachine,KubeadmConfig", "create KubeadmConfig default/a: no", "BootstrapTemplateCloningFailed")]
    [InlineData("DevMachine,KubeadmConfig", "create DevMachine default/a: no", "InfrastructureTemplateCloningFailed")]
    [InlineData("Secret", "quota exceeded", null)]
    [InlineData("ClusterRole", "forbidden", null)]
    public void Write_CreationIsRefused_SaysOfWhat(string kinds, string message, string? reason)
    {
        var effects = kinds.Split(',').Select(kind => (Effect)new Effect.Create(TypeOf(kind), [], "for a test"));
        var outcome = new PassOutcome([new("MachineParts", PhaseResult.Want([.. effects]))
        {
            FailureCode = ErrorCodes.ApiRefused, FailureMessage = message,
        }]);
        var status = new KubeadmControlPlaneStatus { Conditions = [] };

        DeprecatedReport.Write(Make.Scope(Make.Machine("a")), outcome, status, Make.Now);

        Assert.Equal(reason is null ? "True// " : $"False/{reason}/Error {message}", Find(status, "MachinesCreated"));
    }

    // What is not known of one Machine does not speak against what is known of the others.
    [Fact]
    public void Write_OneWellOneUnknown_IsWell() => Assert.Equal(
        "True// ",
        Find(
            Written(Make.Scope(Make.Machine("a"), Make.Machine("b").With("APIServerPodHealthy", "Unknown"))), "ControlPlaneComponentsHealthy"));

    [Fact]
    public void Write_AllUnknown_NamesTheMachines() => Assert.Equal(
        "Unknown/EtcdClusterUnknown/ Following Machines are reporting unknown etcd member status: a",
        Find(Written(Make.Scope(Make.Machine("a").With("EtcdMemberHealthy", "Unknown"))), "EtcdClusterHealthy"));

    [Fact]
    public void Write_FirstMachineNotReady_IsScalingUp() => Assert.Equal(
        "False/ScalingUp/Warning Scaling up control plane to 1 replicas (actual 0)", Find(Written(Make.Scope(Make.Machine("a"))), "Resized"));

    [Fact]
    public void Write_OutdatedMachineGoes_IsRolledAlready() => Assert.Null(
        Find(Written(Make.Scope(Make.Machine("a").Outdated().Deleting(), Make.Machine("b"))), "MachinesSpecUpToDate"));

    [Fact]
    public void Write_Deleting_SaysWhatIsAwaited()
    {
        var scope = Make.Scope(Make.Machine("a")) with { Workers = ["Machines: w"] };
        scope.Object.Metadata.DeletionTimestamp = Make.Now.UtcDateTime;

        Assert.Equal("False/Deleting/Info Waiting for worker nodes to be deleted first", Find(Written(scope), "Resized"));
    }

    private static ResourceType TypeOf(string kind) => kind switch
    {
        "Machine" => CoreTypes.Machine,
        "KubeadmConfig" => Slipway.Api.KubeadmTypes.KubeadmConfig,
        "DevMachine" => DevTypes.DevMachine,
        "ClusterRole" => new ResourceType(new GroupVersionKind("rbac.authorization.k8s.io", "v1", kind), "clusterroles", Namespaced: false),
        _ => BuiltInTypes.Secret,
    };

    private static string Counts(KubeadmControlPlaneStatus status) =>
        $"{status.Deprecated!.V1Beta1!.ReadyReplicas} ready, {status.Deprecated.V1Beta1.UnavailableReplicas} unavailable";

    private static ControlPlaneScope WithNodes(string ready)
    {
        var scope = Make.Scope(Make.Machine("a"), Make.Machine("b"));
        var names = ready.Split(',').ToHashSet(StringComparer.Ordinal);
        return scope with
        {
            Workload = scope.Workload with
            {
                ControlPlaneNodes = new Observed<IReadOnlyList<string>>.Found([.. names]),
                Nodes = scope.Machines.ToImmutableDictionary(m => m.NodeName!, m => Node(m.NodeName!, names.Contains(m.NodeName!))),
            },
        };
    }

    private static Observed<V1Node> Node(string name, bool ready) => new Observed<V1Node>.Found(new V1Node
    {
        Metadata = new V1ObjectMeta { Name = name },
        Status = new V1NodeStatus { Conditions = [new V1NodeCondition { Type = "Ready", Status = ready ? "True" : "False" }] },
    });

    private static KubeadmControlPlaneStatus Written(ControlPlaneScope scope)
    {
        var status = new KubeadmControlPlaneStatus { Conditions = [] };
        DeprecatedReport.Write(scope, Quiet, status, Make.Now);
        return status;
    }

    private static string? Find(KubeadmControlPlaneStatus status, string type) => status.Deprecated!.V1Beta1!.Conditions!.Find(type) is { } c
        ? $"{c.Status}/{c.Reason}/{c.Severity} {c.Message}"
        : null;
}
