using System.Diagnostics;
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
        Assert.SkipUnless(OnPath("kubectl"), "kubectl is not on the PATH: the test with the real one is left out");
        await using var plane = await TestPlane.StartServerAsync(Transport.Https);

        Assert.Equal(
            """
            Warning: cluster.x-k8s.io/v1beta1 MachineDeployment is deprecated; use cluster.x-k8s.io/v1beta2 MachineDeployment
            The MachineDeployment "md" is invalid: 
            * spec.clusterName: Invalid value: "demo": spec.clusterName and spec.template.spec.clusterName must be set to the same value
            * spec.rollout.strategy.rollingUpdate.maxSurge: Invalid value: "lots": must be either an int or a percentage: invalid value for IntOrString: invalid type: string is not a percentage
            """,
            await KubectlAsync(plane, Old, "create", "-f", "-"));
        Assert.Equal("kubeadmcontrolplane.controlplane.cluster.x-k8s.io/cp created", await KubectlAsync(plane, ControlPlane, "create", "-f", "-"));
        Assert.Equal("v1.31.0", await KubectlAsync(plane, "", "get", "kcp", "cp", "-o", "jsonpath={.spec.version}"));
        Assert.Equal(
            "The KubeadmControlPlane \"cp\" is invalid: spec.version: Forbidden: cannot update Kubernetes version from v1.31.0 to v1.33.0",
            await KubectlAsync(plane, "", "patch", "kcp", "cp", "--type=merge", "-p", """{"spec":{"version":"1.33.0"}}"""));
        Assert.Equal(
            "Error from server (Forbidden): admission webhook \"validation-scale.kubeadmcontrolplane.controlplane.cluster.x-k8s.io\" denied the request: "
            + "replicas cannot be an even number when etcd is stacked",
            await KubectlAsync(plane, "", "scale", "kcp", "cp", "--replicas=4"));
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(d => File.Exists(Path.Combine(d, program)));

    /// <summary>Runs kubectl to its end; what it says, whether it succeeds or not.</summary>
    private static async Task<string> KubectlAsync(TestPlane plane, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", ["--kubeconfig", plane.KubeconfigPath, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = Path.GetDirectoryName(plane.KubeconfigPath);
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var texts = await said;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return string.Concat(texts).TrimEnd();
    }
}
