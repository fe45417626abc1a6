using System.Diagnostics;
using Slipway.EndToEnd.Tests.Scenarios;

namespace Slipway.EndToEnd.Tests.Programs;

/// <summary>The main scenarios of the folder that may lie beside the repository, on the real program.</summary>
public sealed class SharedScenarioTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static TheoryData<string> Names() => ["01-create-delete", "02-scale", "03-upgrade"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Scenario_WithKubectl_Passes(string name)
    {
        var scenarios = Repository.FindShared("scenarios");
        Assert.SkipWhen(scenarios is null, "the scenarios (../shared/scenarios) are not beside the repository");
        Assert.SkipUnless(await RunsAsync("kubectl", "version", "--client"), "kubectl is not on the PATH");
        Assert.SkipUnless(await RunsAsync("python3", "-c", "import yaml"), "python3 with the module yaml is not on the PATH");
        await using var plane = new SlipwayPlane();
        using var client = await plane.UpAsync();
        var (code, text) = await RunAsync(
            "python3", Path.Combine(scenarios!, "run.py"), "--kubeconfig", plane.Kubeconfig, Path.Combine(scenarios!, name + ".scenario.yaml"));
        Assert.True(code == 0, text);
    }

    [Fact]
    public async Task Manifest_WithSlipwayApply_MakesTheCluster()
    {
        var shape = new ClusterShape(3, 3);
        await using var plane = new SlipwayPlane();
        using var client = await plane.UpAsync();
        await using var cluster = await TestCluster.FollowAsync(client, shape);
        var manifest = await ManifestAsync(cluster.Name, shape);
        Assert.Contains("cluster.cluster.x-k8s.io/demo created", await plane.RunAsync(manifest, "apply", "-f", "-"), StringComparison.Ordinal);
        await cluster.SettledAsync();
        Assert.Contains("cluster.cluster.x-k8s.io/demo unchanged", await plane.RunAsync(manifest, "apply", "-f", "-"), StringComparison.Ordinal);
        await plane.RunAsync(input: null, "delete", "cluster", cluster.Name);
        await cluster.GoneAsync();
    }

    // The scenarios' own manifest where it is, else the program's.
    private static async Task<string> ManifestAsync(string name, ClusterShape shape) => Repository.FindShared("scenarios/ha-v1beta2.yaml") is { } file
        ? (await File.ReadAllTextAsync(file))
            .Replace("${CLUSTER_NAME}", name, StringComparison.Ordinal)
            .Replace("${KUBERNETES_VERSION}", shape.Version, StringComparison.Ordinal)
            .Replace("${CONTROL_PLANE_MACHINE_COUNT}", $"{shape.ControlPlane}", StringComparison.Ordinal)
            .Replace("${WORKER_MACHINE_COUNT}", $"{shape.Workers}", StringComparison.Ordinal)
        : await ClusterManifest.TextAsync(name, shape);

    private static async Task<bool> RunsAsync(string program, params string[] arguments)
    {
        try
        {
            return (await RunAsync(program, arguments)).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // There is no such program.
        }
    }

    private static async Task<(int Code, string Text)> RunAsync(string program, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(Limit);
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }
}
