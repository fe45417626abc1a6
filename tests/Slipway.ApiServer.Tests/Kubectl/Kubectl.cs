using System.Diagnostics;
using Slipway.ApiServer.Tests.Planes;

namespace Slipway.ApiServer.Tests.Kubectl;

/// <summary>A real kubectl of this machine: the one of the PATH, unless another's file is given.</summary>
internal sealed class Kubectl(string kubeconfig, string? program = null)
{
    private readonly string _directory = Path.GetDirectoryName(kubeconfig)!;

    public static void SkipWhenAbsent() => Assert.SkipWhen(ProgramPath.Find("kubectl") is null, "kubectl is not on the PATH: the tests with the real one are left out");

    /// <summary>Runs it to its end, its arguments parted by single spaces; fails the test when it does not exit with 0.</summary>
    public async Task<string> RunAsync(string arguments, string? input = null)
    {
        var run = await TryRunAsync(arguments, input);
        Assert.True(run.ExitCode == 0, $"kubectl {arguments}: {run}");
        return run.Output;
    }

    public async Task<KubectlRun> TryRunAsync(string arguments, string? input = null, string? editor = null)
    {
        using var process = Start(arguments, editor);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(deadline.Token);
        return new KubectlRun(process.ExitCode, await output, await errors);
    }

    public Process Start(string arguments, string? editor = null)
    {
        var file = program ?? ProgramPath.Find("kubectl")!;
        var start = new ProcessStartInfo(file, ["--cache-dir", Path.Combine(_directory, "cache"), .. arguments.Split(' ')])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory,
        };
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["HOME"] = _directory;
        if (editor is not null)
        {
            start.Environment["KUBE_EDITOR"] = editor;
        }

        return Process.Start(start)!;
    }
}
