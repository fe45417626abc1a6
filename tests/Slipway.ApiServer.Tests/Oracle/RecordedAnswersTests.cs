using System.Diagnostics;
using Slipway.ApiServer.Tests.Planes;

namespace Slipway.ApiServer.Tests.Oracle;

/// <summary>Asks a plane what a real kube-apiserver was asked, and compares the answers.</summary>
public sealed class RecordedAnswersTests
{
    /// <summary>Cases that are known to differ, with the reason.</summary>
    private static readonly Dictionary<string, string> KnownDifferences = new()
    {
        ["crd-lifecycle"] = "managed fields of a definition name maps that the recording leaves out",
        ["crd-schema"] = "a second manager's entry keeps its time where the recording has none",
        ["delete-collection"] = "the recording's cluster puts a ConfigMap of its own into each namespace",
    };

    [Fact]
    public async Task Replay_OfEveryCase_DiffersOnlyWhereItIsKnown()
    {
        var python = ProgramPath.Find("python3");
        Assert.SkipWhen(python is null, "python3 is not on the PATH: the recorded answers are not replayed");
        var script = Repository.RequireShared("oracle/kube-api/replay.py");
        await using var plane = await TestPlane.StartAsync();
        var start = new ProcessStartInfo(python!, [script, "--kubeconfig", plane.KubeconfigPath])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var lines = output.Split('\n');

        Assert.SkipUnless(output.Contains(" passed, ", StringComparison.Ordinal), "python3 has not what the replay needs (its yaml module)");
        var failed = lines.Where(l => l.StartsWith("FAIL ", StringComparison.Ordinal)).Select(l => l[5..]).ToList();
        Assert.True(failed.All(KnownDifferences.ContainsKey), output);
        Assert.DoesNotContain(lines, l => l.StartsWith("0 passed", StringComparison.Ordinal));
    }
}
