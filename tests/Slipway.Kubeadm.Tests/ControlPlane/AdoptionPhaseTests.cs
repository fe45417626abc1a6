using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Adoption;
using Slipway.Kubeadm.ControlPlane.Conditions;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class AdoptionPhaseTests
{
    [Fact]
    public void Decide_MachineOfNobody_TakesItAndWhatItsConfigMade_ButNotItsBootData()
    {
        var effects = Assert.IsType<PhaseResult.Do>(Decide(Stranger("a", secrets: ["demo-ca", "a-data"]))).Effects;

        Assert.Equal(["demo-ca", "a"], effects.Select(e => Assert.IsType<Effect.Patch>(e).Key.Name));
        var owners = ((Effect.Patch)effects[0]).Body["metadata"]!["ownerReferences"]!.AsArray();
        Assert.Equal(["uid-kcp"], owners.Select(o => (string)o!["uid"]!));
        Assert.True((bool)owners[0]!["controller"]!);
    }

    [Theory]
    [InlineData("v1.30.4", true)]
    [InlineData("v1.32.0", true)]
    [InlineData("", true)]
    [InlineData("v1.29.0", false)]
    [InlineData("v1.33.1", false)]
    public void Decide_OtherVersion_OnlyOneMinorAway(string version, bool adopted)
    {
        var stranger = Stranger("a");
        stranger.Machine.Spec!.Version = version;

        var result = Decide(stranger);

        Assert.Equal(adopted, result is PhaseResult.Do);
        if (result is PhaseResult.Fail fail)
        {
            Assert.Contains($"Could not adopt Machine a: its version {version} is more than one minor version", fail.Message, StringComparison.Ordinal);
            Assert.Equal("AdoptionFailed", Assert.Single(fail.Events).Reason);
        }
    }

    [Fact]
    public void Decide_OneOfThemHasAnotherBootConfiguration_AdoptsNone()
    {
        var odd = Stranger("b");
        odd.Machine.Spec!.Bootstrap!.ConfigRef!.Kind = "TalosConfig";

        var fail = Assert.IsType<PhaseResult.Fail>(Decide(Stranger("a"), odd));

        Assert.Equal("Could not adopt Machine b: spec.bootstrap.configRef is to be a KubeadmConfig, and is TalosConfig b", fail.Message);
    }

    [Fact]
    public void Decide_MachineOfAnotherManager_RefusesAndTheConditionSaysSo()
    {
        var scope = Scope(Managed("a"));

        Assert.Contains("Machine a is a control plane Machine of OtherControlPlane x", Assert.IsType<PhaseResult.Fail>(AdoptionPhase.Decide(scope, Make.Now)).Message, StringComparison.Ordinal);
        Assert.Contains("* Machine a is a control plane Machine of OtherControlPlane x", ScalingConditions.ScalingUp(scope).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ScalingUp_AsManyMachinesAsWantedButOneOfAnotherManager_SaysThatItStandsInTheWay()
    {
        var scope = Scope(Managed("a")) with { Machines = [Make.Machine("b"), Make.Machine("c"), Make.Machine("d")] };

        var state = ScalingConditions.ScalingUp(scope);

        Assert.Equal("NotScalingUp", state.Reason);
        Assert.StartsWith("Scaling up would be blocked because ", state.Message, StringComparison.Ordinal);
        Assert.Contains("Machine a is a control plane Machine of OtherControlPlane x", state.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_ConfigNotThereYet_Waits() => Assert.Contains(
        "Waiting for KubeadmConfig a",
        Assert.IsType<PhaseResult.Wait>(Decide(Stranger("a") with { Config = new Observed<ContractObject>.Absent() })).Message,
        StringComparison.Ordinal);

    private static PhaseResult Decide(params AdoptionCandidate[] strangers) => AdoptionPhase.Decide(Scope(strangers), Make.Now);

    private static ControlPlaneScope Scope(params AdoptionCandidate[] strangers) => new()
    {
        Object = Make.ControlPlane(),
        Cluster = new Observed<Cluster>.Found(Make.Cluster()),
        Strangers = [.. strangers],
        Now = Make.Now,
    };

    private static AdoptionCandidate Managed(string name)
    {
        var stranger = Stranger(name);
        var owner = new V1OwnerReference { Kind = "OtherControlPlane", Name = "x", Uid = "uid-x", Controller = true };
        stranger.Machine.Metadata.OwnerReferences = [owner];
        return stranger;
    }

    private static AdoptionCandidate Stranger(string name, params string[] secrets)
    {
        var machine = Make.Machine(name).Machine;
        machine.ApiVersion = CoreTypes.Machine.Kind.ApiVersion;
        machine.Kind = "Machine";
        machine.Spec!.Bootstrap = new MachineBootstrap
        {
            ConfigRef = new ContractVersionedObjectReference { ApiGroup = Api.KubeadmTypes.BootstrapGroup, Kind = "KubeadmConfig", Name = name },
        };
        var config = KubeObject.From((JsonObject)JsonNode.Parse(
            """
            {"apiVersion": "bootstrap.cluster.x-k8s.io/v1beta2", "kind": "KubeadmConfig",
             "metadata": {"name": "NAME", "namespace": "default", "uid": "uid-config", "resourceVersion": "1"}, "status": {"dataSecretName": "NAME-data"}}
            """.Replace("NAME", name, StringComparison.Ordinal))!);
        return new(machine, new Observed<ContractObject>.Found(new ContractObject(new ContractType(Api.KubeadmTypes.KubeadmConfig, ContractVersion.V1Beta2), config)), [.. secrets.Select(Secret)]);
    }

    private static KubeObject Secret(string name) => KubeObject.From((JsonObject)JsonNode.Parse(
        """
        {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "NAME", "namespace": "default", "uid": "uid-NAME", "resourceVersion": "1",
         "ownerReferences": [{"apiVersion": "bootstrap.cluster.x-k8s.io/v1beta2", "kind": "KubeadmConfig", "name": "x", "uid": "uid-config", "controller": true}]}}
        """.Replace("NAME", name, StringComparison.Ordinal))!);
}
