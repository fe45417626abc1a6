using System.Collections.Immutable;
using System.Text;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.Bootstrap;

public sealed class BootDataPhaseTests
{
    [Fact]
    public void Prerequisites_InfrastructureMissing_Waits()
    {
        var scope = Scope(controlPlane: false, initialized: false);
        scope.Cluster.ValueOrNull!.Status!.Initialization!.InfrastructureProvisioned = false;

        Assert.Equal("WaitingForClusterInfrastructureReady", Wait(BootDataPhase.Prerequisites(scope, Make.Now)));
    }

    [Fact]
    public void Decide_WorkerBeforeInit_Waits() =>
        Assert.Equal("WaitingForControlPlaneInitialized", Wait(BootDataPhase.Decide(Scope(controlPlane: false, initialized: false), Make.Now)));

    [Fact]
    public void Decide_FirstControlPlane_TakesTheLock()
    {
        var scope = Scope(controlPlane: true, initialized: false) with { Lock = new Observed<V1ConfigMap>.Absent() };

        var create = Assert.IsType<Effect.Create>(Assert.Single(Effects(BootDataPhase.Decide(scope, Make.Now))));
        Assert.Equal("demo-lock", (string?)create.Body["metadata"]!["name"]);
    }

    [Theory]
    [InlineData(false, "WaitingForInitLock")]
    [InlineData(true, null)]
    public void Decide_LockHeldByAnother_WaitsWhileThatMachineIsThere(bool gone, string? reason)
    {
        var scope = Scope(controlPlane: true, initialized: false) with { Lock = Lock("other"), LockHolderGone = gone };

        var result = BootDataPhase.Decide(scope, Make.Now);

        if (reason is null)
        {
            Assert.IsType<Effect.Delete>(Assert.Single(Effects(result)));
        }
        else
        {
            Assert.Equal(reason, Wait(result));
        }
    }

    [Fact]
    public void Decide_HoldingTheLock_WritesInitData()
    {
        var userData = UserData(BootDataPhase.Decide(Scope(controlPlane: true, initialized: false) with { Lock = Lock("m") }, Make.Now));

        Assert.StartsWith("## template: jinja\n#cloud-config\n", userData, StringComparison.Ordinal);
        Assert.Contains("kubeadm init --config /run/kubeadm/kubeadm.yaml && echo success", userData, StringComparison.Ordinal);
        Assert.Contains("/etc/kubernetes/pki/ca.key", userData, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_WorkerAfterInit_NamesItsTokenBeforeItMakesIt()
    {
        var scope = Scope(controlPlane: false, initialized: true) with { NewToken = "abcdef.0123456789abcdef" };

        var effects = Effects(BootDataPhase.Decide(scope, Make.Now));

        Assert.IsType<Effect.ChangeSelf<KubeadmConfig>>(effects[0]);
        Assert.Equal("bootstrap-token-abcdef", (string?)Assert.IsType<Effect.Create>(effects[1]).Body["metadata"]!["name"]);
        var userData = UserData(BootDataPhase.Decide(scope, Make.Now));
        Assert.Contains("token: abcdef.0123456789abcdef", userData, StringComparison.Ordinal);
        Assert.DoesNotContain("/etc/kubernetes/pki", userData, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_Ignition_RefusesClearly()
    {
        var scope = Scope(controlPlane: true, initialized: false) with { Lock = Lock("m") };
        scope.Config.Spec!.Format = BootstrapFormat.Ignition;

        Assert.StartsWith("spec.format:", Assert.IsType<PhaseResult.Fail>(BootDataPhase.Decide(scope, Make.Now)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v {{ .controlPlane.version }}!", "v v1.31.0!")]
    [InlineData("{{- .controlPlane.version -}}", "v1.31.0")]
    [InlineData("{{ .other }}", null)]
    public void FileTemplate_Actions_AreFilledInOrRefused(string template, string? expected) =>
        Assert.Equal(expected, FileTemplate.Render(template, "v1.31.0"));

    private static string Wait(PhaseResult result) => Assert.IsType<PhaseResult.Wait>(result).Reason;

    private static ImmutableArray<Effect> Effects(PhaseResult result) => Assert.IsType<PhaseResult.Do>(result).Effects;

    private static string UserData(PhaseResult result) =>
        Encoding.UTF8.GetString(Convert.FromBase64String((string)Assert.IsType<Effect.Create>(Effects(result)[^1]).Body["data"]!["value"]!));

    private static Observed<V1ConfigMap> Lock(string holder) =>
        new Observed<V1ConfigMap>.Found(KubeObject.From(InitLock.Body(Make.Cluster(), holder)).To(BuiltInTypes.ConfigMap.Json));

    private static KubeadmConfigScope Scope(bool controlPlane, bool initialized)
    {
        var machine = Make.Machine("m").Machine;
        if (controlPlane)
        {
            machine.Metadata.Labels!["cluster.x-k8s.io/control-plane"] = "";
        }

        var cluster = Make.Cluster();
        cluster.Status!.Initialization!.ControlPlaneInitialized = initialized;
        return new KubeadmConfigScope
        {
            Config = new KubeadmConfig { Metadata = new V1ObjectMeta { Name = "m", NamespaceProperty = "default", Uid = "uid" }, Spec = new KubeadmConfigSpec() },
            Owner = new Observed<Machine>.Found(machine),
            Cluster = new Observed<Cluster>.Found(cluster),
            Authorities = Make.Authorities(),
            Workload = new Observed<IWorkloadCluster>.Found(new NoWorkload()),
        };
    }

    private sealed class NoWorkload : IWorkloadCluster
    {
        public Slipway.Kubernetes.Client.IKubeClient Client => null!;

        public Slipway.ControllerRuntime.Caching.IObjectReader Cache => null!;
    }
}
