using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Cli.Tests.Support;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Cli.Tests.Generate;

public sealed class GenerateClusterTests
{
    [Fact]
    public async Task InMemory_FillsInEveryVariable()
    {
        var result = await InProcess.RunAsync(
            ["generate", "cluster", "demo", "-n", "team", "--kubernetes-version", "v1.31.0", "--control-plane-machine-count", "3", "--worker-machine-count", "5"]);

        Assert.Equal(0, result.ExitCode);
        var objects = KubeYaml.ParseAll(result.Output).Cast<JsonObject>().ToList();
        Assert.All(objects, o => Assert.Equal("team", (string?)o["metadata"]!["namespace"]));
        Assert.Equal(3, (long)Single(objects, "KubeadmControlPlane")["spec"]!["replicas"]!);
        Assert.Equal(5, (long)Single(objects, "MachineDeployment")["spec"]!["replicas"]!);
        Assert.Equal("v1.31.0", (string?)Single(objects, "KubeadmControlPlane")["spec"]!["version"]);
        Assert.DoesNotContain("${", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InMemory_IsOfKindsThatSlipwayHas()
    {
        var result = await InProcess.RunAsync(["generate", "cluster", "demo"]);

        Assert.All(KubeYaml.ParseAll(result.Output).Cast<JsonObject>(), o =>
        {
            var type = ApiTypes.Find(GroupVersionKind.Parse((string)o["apiVersion"]!, (string)o["kind"]!));
            Assert.NotNull(type);
        });
    }

    [Fact]
    public async Task Environment_FillsWhatNoFlagSays()
    {
        var result = await InProcess.RunAsync(
            ["generate", "cluster", "demo", "--from", "-", "--worker-machine-count", "2"],
            "${KUBERNETES_VERSION} ${WORKER_MACHINE_COUNT} ${REGION:=here}",
            new() { ["KUBERNETES_VERSION"] = "v1.32.0", ["WORKER_MACHINE_COUNT"] = "9" });

        Assert.Equal("v1.32.0 2 here", result.Output);
    }

    [Fact]
    public async Task MissingVariables_AreNamed()
    {
        var result = await InProcess.RunAsync(["generate", "cluster", "demo", "--from", "-"], "${REGION} ${SSH_KEY}");

        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        Assert.Contains("REGION, SSH_KEY", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task ListVariables_TellsValuesAndGaps()
    {
        var result = await InProcess.RunAsync(["generate", "cluster", "demo", "--from", "-", "--list-variables"], "${CLUSTER_NAME} ${B:=b} ${A}");

        Assert.Equal("A: (no value yet)\nB: b\nCLUSTER_NAME: demo\n", result.Output);
    }

    private static JsonObject Single(IEnumerable<JsonObject> objects, string kind) => objects.Single(o => (string?)o["kind"] == kind);
}
