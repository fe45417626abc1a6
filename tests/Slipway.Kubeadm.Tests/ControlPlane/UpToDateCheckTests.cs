using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class UpToDateCheckTests
{
    private static readonly KubeadmConfigSpec Wanted = new()
    {
        ClusterConfiguration = new ClusterConfiguration { ApiServer = new() { CertSANs = ["localhost"] } },
        InitConfiguration = new InitConfiguration { NodeRegistration = new NodeRegistrationOptions { Name = "n" } },
        JoinConfiguration = new JoinConfiguration { NodeRegistration = new NodeRegistrationOptions { Name = "n" } },
    };

    [Fact]
    public void Reasons_AsMade_None()
    {
        Assert.Empty(Reasons(Make.ControlPlane(config: Wanted), MachineConfigs.ForInit(Wanted, "v1.31.0")));
        Assert.Empty(Reasons(Make.ControlPlane(config: Wanted), MachineConfigs.ForJoin(Wanted, "v1.31.0")));
    }

    [Fact]
    public void Reasons_FilledInByTheBootstrapProvider_None()
    {
        var join = MachineConfigs.ForJoin(Wanted, "v1.31.0");
        join.JoinConfiguration!.Discovery = new Discovery { BootstrapToken = new BootstrapTokenDiscovery { Token = "a.b" } };
        var init = MachineConfigs.ForInit(Wanted, "v1.31.0");
        init.ClusterConfiguration!.ControlPlaneEndpoint = "10.0.0.1:6443";

        Assert.Empty(Reasons(Make.ControlPlane(config: Wanted), join));
        Assert.Empty(Reasons(Make.ControlPlane(config: Wanted), init));
    }

    [Fact]
    public void Reasons_OtherVersion_IsTheOnlyReason() => Assert.Equal(
        ["Version v1.31.0, v1.36.0 required"],
        Reasons(Make.ControlPlane(version: "v1.36.0", config: Wanted), MachineConfigs.ForJoin(Wanted, "v1.31.0")));

    [Fact]
    public void Reasons_OtherConfiguration_IsTold()
    {
        var changed = KubeadmSpecs.Copy(Wanted);
        changed.ClusterConfiguration!.ApiServer!.CertSANs!.Add("other");

        Assert.Equal(["KubeadmConfig is not up-to-date"], Reasons(Make.ControlPlane(config: changed), MachineConfigs.ForJoin(Wanted, "v1.31.0")));
    }

    [Fact]
    public void Reasons_OnlyWhoJoinsReadsIt_None()
    {
        var changed = KubeadmSpecs.Copy(Wanted);
        changed.InitConfiguration!.NodeRegistration!.Name = "other";
        changed.JoinConfiguration!.CaCertPath = "/elsewhere/ca.crt";

        Assert.Empty(Reasons(Make.ControlPlane(config: changed), MachineConfigs.ForInit(Wanted, "v1.31.0")));
    }

    [Fact]
    public void Reasons_InitDiffersButJoinFits_None()
    {
        var changed = KubeadmSpecs.Copy(Wanted);
        changed.InitConfiguration!.NodeRegistration!.Name = "other";

        Assert.Empty(Reasons(Make.ControlPlane(config: changed), MachineConfigs.ForInit(Wanted, "v1.31.0")));
    }

    [Fact]
    public void Reasons_OtherTemplate_IsTold()
    {
        var infrastructure = KubeObject.From(System.Text.Json.Nodes.JsonNode.Parse(
            """
            {"apiVersion":"infrastructure.cluster.x-k8s.io/v1beta2","kind":"DevMachine","metadata":{"name":"m","annotations":{
             "cluster.x-k8s.io/cloned-from-name":"old","cluster.x-k8s.io/cloned-from-groupkind":"DevMachineTemplate.infrastructure.cluster.x-k8s.io"}}}
            """)!).Metadata;

        Assert.Equal(
            ["DevMachine is not up-to-date"],
            UpToDateCheck.Reasons(Make.ControlPlane(config: Wanted), Make.Machine("m").Machine, infrastructure, null, Make.Now));
    }

    [Theory]
    [InlineData(-10, true)]
    [InlineData(10, false)]
    [InlineData(-100, false)]
    public void Reasons_RolloutAfter_MattersOncePastForOlderMachines(int minutes, bool outdated)
    {
        var kcp = Make.ControlPlane(config: Wanted);
        kcp.Spec!.Rollout = new KubeadmControlPlaneRollout { After = (Make.Now + TimeSpan.FromMinutes(minutes)).UtcDateTime };

        Assert.Equal(outdated ? ["KubeadmControlPlane spec.rolloutAfter expired"] : [], Reasons(kcp, null));
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(40, false)]
    public void Reasons_CertificatesRunOut_IsToldBefore(int daysLeft, bool outdated)
    {
        var kcp = Make.ControlPlane(config: Wanted);
        kcp.Spec!.Rollout = new KubeadmControlPlaneRollout { Before = new KubeadmControlPlaneRolloutBefore { CertificatesExpiryDays = 30 } };
        var machine = Make.Machine("m").Machine;
        machine.Status!.CertificatesExpiryDate = (Make.Now + TimeSpan.FromDays(daysLeft)).UtcDateTime;

        Assert.Equal(outdated ? ["Certificates will expire soon"] : [], UpToDateCheck.Reasons(kcp, machine, null, null, Make.Now));
    }

    private static IEnumerable<string> Reasons(KubeadmControlPlane kcp, KubeadmConfigSpec? config) =>
        UpToDateCheck.Reasons(kcp, Make.Machine("m").Machine, null, config, Make.Now);
}
