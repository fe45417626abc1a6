using Slipway.EndToEnd.Tests.Planes;

namespace Slipway.EndToEnd.Tests.BadInput;

/// <summary>What a person at a terminal reads of the rules, with a real kubectl and whichever version their manifest is written in.</summary>
public sealed class KubectlRulesTests
{
    private const string Old = """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: MachineDeployment
        metadata: {name: md, namespace: default}
        spec:
          clusterName: demo
          selector: {}
          strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: lots}}
          template:
            spec:
              clusterName: other
              version: 1.31.0
              bootstrap: {dataSecretName: boot}
              infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: DevMachineTemplate, name: demo}
        """;

    private const string ControlPlane = """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        metadata: {name: cp, namespace: default}
        spec:
          replicas: 3
          version: 1.31.0
          machineTemplate: {spec: {infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachineTemplate, name: demo}}}
        """;

    [Fact]
    public async Task Mistakes_OfAllKindsOfRequest_AreToldByKubectl()
    {
        Kubectl.Require();
        await using var plane = await TestPlane.StartServerAsync(Transport.Https);

        Assert.Equal(
            """
            Warning: cluster.x-k8s.io/v1beta1 MachineDeployment is deprecated; use cluster.x-k8s.io/v1beta2 MachineDeployment
            The MachineDeployment "md" is invalid: 
            * spec.clusterName: Invalid value: "demo": spec.clusterName and spec.template.spec.clusterName must be set to the same value
            * spec.rollout.strategy.rollingUpdate.maxSurge: Invalid value: "lots": must be either an int or a percentage: invalid value for IntOrString: invalid type: string is not a percentage
            """,
            await Kubectl.RunAsync(plane, Old, "create", "-f", "-"));
        Assert.Equal("kubeadmcontrolplane.controlplane.cluster.x-k8s.io/cp created", await Kubectl.RunAsync(plane, ControlPlane, "create", "-f", "-"));
        Assert.Equal("v1.31.0", await Kubectl.RunAsync(plane, "", "get", "kcp", "cp", "-o", "jsonpath={.spec.version}"));
        Assert.Equal(
            "The KubeadmControlPlane \"cp\" is invalid: spec.version: Forbidden: cannot update Kubernetes version from v1.31.0 to v1.33.0",
            await Kubectl.RunAsync(plane, "", "patch", "kcp", "cp", "--type=merge", "-p", """{"spec":{"version":"1.33.0"}}"""));
        Assert.Equal(
            "Error from server (Forbidden): admission webhook \"validation-scale.kubeadmcontrolplane.controlplane.cluster.x-k8s.io\" denied the request: "
            + "replicas cannot be an even number when etcd is stacked",
            await Kubectl.RunAsync(plane, "", "scale", "kcp", "cp", "--replicas=4"));
    }

    [Fact]
    public async Task Scale_OfEveryVersion_IsSetByKubectl()
    {
        Kubectl.Require();
        await using var plane = await TestPlane.StartServerAsync(Transport.Https);
        var manifest = Old.Replace("lots", "1", StringComparison.Ordinal).Replace("other", "demo", StringComparison.Ordinal);
        await Kubectl.RunAsync(plane, manifest, "create", "-f", "-");
        foreach (var (version, replicas) in new[] { ("v1alpha3", "3"), ("v1alpha4", "4"), ("v1beta1", "5"), ("v1beta2", "0") })
        {
            var type = $"machinedeployments.{version}.cluster.x-k8s.io";
            Assert.StartsWith(
                "machinedeployment.cluster.x-k8s.io/md scaled",
                await Kubectl.RunAsync(plane, "", "scale", type, "md", $"--replicas={replicas}"),
                StringComparison.Ordinal);
            Assert.Equal(replicas, await Kubectl.RunAsync(plane, "", "get", "md", "md", "-o", "jsonpath={.spec.replicas}"));
        }
    }
}
