using System.Diagnostics;
using System.Text.Json.Nodes;
using Slipway.Cli.Tests.Support;

namespace Slipway.Cli.Tests.Commands;

/// <summary>The real program, start to end.</summary>
public sealed class PlaneLifecycleTests
{
    [Fact]
    public async Task Plane_UpApplyGetDown()
    {
        await using var slipway = new SlipwayProgram();
        await slipway.UpAsync();
        Assert.True(File.Exists(slipway.Kubeconfig));

        var manifest = await slipway.RunAsync("generate", "cluster", "demo", "--kubernetes-version", "v1.31.0");
        var first = await slipway.RunAsync(manifest.Output, ["apply", "-f", "-"]);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("cluster.cluster.x-k8s.io/demo created\n", first.Output, StringComparison.Ordinal);

        var got = await slipway.RunAsync("get", "cluster", "demo", "-o", "json");
        Assert.Equal("Cluster", (string?)JsonNode.Parse(got.Output)!["kind"]);
        var table = await slipway.RunAsync("get", "clusters");
        Assert.StartsWith("NAME ", table.Output, StringComparison.Ordinal);
        Assert.Contains("\ndemo ", table.Output, StringComparison.Ordinal);

        var down = await slipway.RunAsync("down");
        Assert.Equal(0, down.ExitCode);
        Assert.False(File.Exists(slipway.Kubeconfig));
        Assert.Equal(ExitCodes.NoPlane, (await slipway.RunAsync("get", "clusters")).ExitCode);
        Assert.Equal(0, (await slipway.RunAsync("down")).ExitCode);
    }

    [Fact]
    public async Task Plane_KilledAndStartedAgain_HasWhatItHad()
    {
        await using var slipway = new SlipwayProgram();
        await slipway.UpAsync();
        await slipway.RunAsync(Namespace("kept"), ["apply", "-f", "-"]);

        using (var plane = Process.GetProcessById(slipway.PlaneId()))
        {
            plane.Kill();
            await plane.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(ExitCodes.NoPlane, (await slipway.RunAsync("status")).ExitCode);
        await slipway.UpAsync();
        Assert.Equal("namespace/kept\n", (await slipway.RunAsync("get", "namespace", "kept", "-o", "name")).Output);
    }

    [Fact]
    public async Task Up_SecondOnOneDirectory_IsRefusedWithTheProcess()
    {
        await using var slipway = new SlipwayProgram();
        await slipway.UpAsync();

        var second = await slipway.RunAsync("up", "--port", "0");

        Assert.Equal(ExitCodes.Failure, second.ExitCode);
        Assert.Contains($"already runs on {slipway.DataDirectory} (process {slipway.PlaneId()})", second.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await slipway.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task Up_DetachedThatFails_ShowsWhy()
    {
        await using var slipway = new SlipwayProgram();
        await slipway.UpAsync();

        var second = await slipway.RunAsync("up", "--detach", "--port", "0");

        Assert.Equal(ExitCodes.Failure, second.ExitCode);
        Assert.Contains("already runs", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_InTheForeground_EndsWithSigtermAsWanted()
    {
        await using var slipway = new SlipwayProgram();
        using var up = slipway.Start("up", "--port", "0");
        Assert.Contains("ready", await up.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Equal(0, (await slipway.RunAsync("down")).ExitCode);
        Assert.Equal(0, (await SlipwayProgram.EndAsync(up)).ExitCode);
    }

    [Fact]
    public async Task Up_ApiOnly_ServesABareApi()
    {
        await using var slipway = new SlipwayProgram();
        Assert.Equal(0, (await slipway.RunAsync("up", "--detach", "--port", "0", "--api-only")).ExitCode);

        Assert.Equal(0, (await slipway.RunAsync(Namespace("kept"), ["apply", "-f", "-"])).ExitCode);
        Assert.Equal("", (await slipway.RunAsync("get", "customresourcedefinitions", "-o", "name")).Output);
        Assert.Contains("resource type \"clusters\"", (await slipway.RunAsync("get", "clusters")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_ForeignKubeconfig_IsNotOverwritten()
    {
        await using var slipway = new SlipwayProgram();
        var foreign = slipway.File("config", "current-context: mine\n");

        var up = await slipway.RunAsync("up", "--port", "0", "--kubeconfig", foreign);

        Assert.Equal(ExitCodes.Usage, up.ExitCode);
        Assert.Equal("current-context: mine\n", await File.ReadAllTextAsync(foreign, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Apply_OneBadDocument_LeavesTheOthersAppliedAndNamesTheField()
    {
        await using var slipway = new SlipwayProgram();
        await slipway.UpAsync();
        var manifest = slipway.File("m.yaml", Namespace("one") + "---\n" + Namespace("two") + "speck: {}\n---\n" + Namespace("three"));

        var applied = await slipway.RunAsync("apply", "-f", manifest);

        Assert.Equal(ExitCodes.Failure, applied.ExitCode);
        Assert.Equal("namespace/one created\nnamespace/three created\n", applied.Output);
        Assert.Contains($"{manifest}, document 2: Namespace \"two\"", applied.Error, StringComparison.Ordinal);
        Assert.Contains("speck", applied.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_Again_SaysWhatChanged()
    {
        await using var slipway = new SlipwayProgram();
        await slipway.UpAsync();
        var manifest = slipway.File("m.yaml", Namespace("one") + "  labels: {a: b}\n");
        var changed = slipway.File("n.yaml", Namespace("one") + "  labels: {a: c}\n");

        Assert.Equal("namespace/one created\n", (await slipway.RunAsync("apply", "-f", manifest)).Output);
        Assert.Equal("namespace/one unchanged\n", (await slipway.RunAsync("apply", "-f", manifest)).Output);
        Assert.Equal("namespace/one configured\n", (await slipway.RunAsync("apply", "-f", changed)).Output);
        Assert.Equal("namespace/one deleted\n", (await slipway.RunAsync("delete", "-f", manifest)).Output);
        Assert.Equal(ExitCodes.Failure, (await slipway.RunAsync("get", "namespace", "one")).ExitCode);
    }

    private static string Namespace(string name) => $"apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {name}\n";
}
