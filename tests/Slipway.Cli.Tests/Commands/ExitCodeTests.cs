using Slipway.Cli.Tests.Support;

namespace Slipway.Cli.Tests.Commands;

/// <summary>The codes of docs/cli.md, by the real program.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public async Task Describe_ClusterThatNeverComes_TimesOutWith3AndTheReason()
    {
        await using var slipway = new SlipwayProgram();
        await slipway.UpAsync();
        var manifest = (await slipway.RunAsync("generate", "cluster", "demo")).Output;

        // Nobody provides the infrastructure that it refers to.
        await slipway.RunAsync(manifest.Split("---")[0], ["apply", "-f", "-"]);
        var described = await slipway.RunAsync("describe", "cluster", "demo", "--watch", "--timeout", "3s");

        Assert.Equal(ExitCodes.Timeout, described.ExitCode);
        Assert.Contains("is not complete after 3 s", described.Error, StringComparison.Ordinal);
        Assert.Contains("Cluster default/demo", described.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quickstarts_Cluster_ComesUpAndGoes()
    {
        await using var slipway = new SlipwayProgram();
        await slipway.UpAsync();
        var manifest = (await slipway.RunAsync("generate", "cluster", "demo", "--control-plane-machine-count", "3", "--worker-machine-count", "3")).Output;
        Assert.Equal(0, (await slipway.RunAsync(manifest, ["apply", "-f", "-"])).ExitCode);

        var described = await slipway.RunAsync("describe", "cluster", "demo", "--watch", "--timeout", "25s");
        Assert.True(described.ExitCode == 0, described.ToString());
        Assert.Contains(" 6/6 ", described.Output, StringComparison.Ordinal);

        var kubeconfig = slipway.File("demo.kubeconfig", (await slipway.RunAsync("get", "kubeconfig", "demo")).Output);
        var nodes = await slipway.RunAsync("get", "nodes", "-o", "name", "--kubeconfig", kubeconfig);
        Assert.Equal(6, nodes.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        var deleted = await slipway.RunAsync("delete", "cluster", "demo", "--timeout", "25s");
        Assert.True(deleted.ExitCode == 0, deleted.ToString());
        Assert.Empty((await slipway.RunAsync("get", "machines,secrets,kubeadmconfigs,devmachines", "-o", "name")).Output);
    }

    [Fact]
    public async Task Up_CtrlC_EndsWith130()
    {
        Assert.SkipWhen(IgnoresCtrlC(), "Started as a shell's background job, the tests and all they start ignore Ctrl-C.");
        await using var slipway = new SlipwayProgram();
        using var up = slipway.Start("up", "--port", "0");
        Assert.Contains("ready", await up.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using (var kill = System.Diagnostics.Process.Start("/bin/kill", ["-INT", up.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(ExitCodes.Interrupted, (await SlipwayProgram.EndAsync(up)).ExitCode);
    }

    // The set of ignored signals is inherited; SIGINT is the second of them.
    private static bool IgnoresCtrlC() => File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
        .Any(line => (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 0b10) != 0);
}
