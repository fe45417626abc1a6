using System.Collections.Immutable;
using System.Diagnostics;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.Tests.KubeadmTypes;

/// <summary>A real kubeadm.</summary>
/// <param name="Path">The program.</param>
/// <param name="Version">Its version.</param>
internal sealed record KubeadmProgram(string Path, KubernetesVersion Version)
{
    /// <summary>The versions of files that it reads.</summary>
    public ImmutableArray<KubeadmApi> Apis =>
        KubeadmApis.For(Version) is KubeadmApi.V1Beta4 ? [KubeadmApi.V1Beta3, KubeadmApi.V1Beta4] : [KubeadmApis.For(Version)!.Value];

    /// <summary>The kubeadm that is at hand; skips the calling test where there is none.</summary>
    public static async Task<KubeadmProgram> RequireAsync()
    {
        var path = Environment.GetEnvironmentVariable("SLIPWAY_KUBEADM") ?? Find("kubeadm");
        Assert.SkipWhen(path is null, "no kubeadm is on PATH, nor named by SLIPWAY_KUBEADM: what the real one says is not asked");
        var (_, output) = await StartAsync(path!, ["version", "-o", "short"]);
        Assert.True(KubernetesVersion.TryParse(output.Trim(), out var version), output);
        return new(path!, version);
    }

    /// <summary>Runs a command on a configuration.</summary>
    public async Task<(int Status, string Output)> RunAsync(string config, params string[] arguments)
    {
        var file = System.IO.Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, config);
            return await StartAsync(Path, [.. arguments, "--config", file]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int Status, string Output)> StartAsync(string path, string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-kubeadm-");
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBEADM_INIT_DRYRUN_DIR"] = folder.FullName;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        folder.Delete(recursive: true);
        return (process.ExitCode, output);
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
