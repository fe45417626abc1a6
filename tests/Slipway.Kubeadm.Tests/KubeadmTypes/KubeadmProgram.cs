using System.Collections.Immutable;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.Tests.KubeadmTypes;

/// <summary>A real kubeadm.</summary>
/// <param name="Path">The program.</param>
/// <param name="Version">Its version.</param>
internal sealed record KubeadmProgram(string Path, KubernetesVersion Version)
{
    // Its warnings are wanted too.
    private const string BothStreams = """exec "$0" "$@" 2>&1""";

    /// <summary>The versions of files that it reads.</summary>
    public ImmutableArray<KubeadmApi> Apis =>
        KubeadmApis.For(Version) is KubeadmApi.V1Beta4 ? [KubeadmApi.V1Beta3, KubeadmApi.V1Beta4] : [KubeadmApis.For(Version)!.Value];

    /// <summary>The kubeadm that is at hand; skips the calling test where there is none.</summary>
    public static async Task<KubeadmProgram> RequireAsync()
    {
        var path = Environment.GetEnvironmentVariable("SLIPWAY_KUBEADM") ?? Programs.Find("kubeadm");
        Assert.SkipWhen(path is null, "no kubeadm is on PATH, nor named by SLIPWAY_KUBEADM: what the real one says is not asked");
        var (_, output) = await Programs.RunAsync(path!, ["version", "-o", "short"]);
        Assert.True(KubernetesVersion.TryParse(output.Trim(), out var version), output);
        return new(path!, version);
    }

    /// <summary>Runs a command on a configuration.</summary>
    public async Task<(int Status, string Output)> RunAsync(string config, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-kubeadm-");
        try
        {
            return await Programs.WithFileAsync(
                config,
                file => Programs.RunAsync("/bin/sh", ["-c", BothStreams, Path, .. arguments, "--config", file], environment: ("KUBEADM_INIT_DRYRUN_DIR", folder.FullName)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
