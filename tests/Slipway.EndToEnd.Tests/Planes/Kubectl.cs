using System.Diagnostics;

namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>A real kubectl, where there is one.</summary>
internal static class Kubectl
{
    private const string Program = "kubectl";

    /// <summary>Whether there is one on the PATH.</summary>
    public static bool IsThere { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(d => File.Exists(Path.Combine(d, Program)));

    /// <summary>Leaves the test out where there is none.</summary>
    public static void Require() => Assert.SkipUnless(IsThere, "kubectl is not on the PATH: the test with the real one is left out");

    /// <summary>Runs it to its end; what it says, whether it succeeds or not.</summary>
    public static async Task<string> RunAsync(TestPlane plane, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, ["--kubeconfig", plane.KubeconfigPath, .. arguments])
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
