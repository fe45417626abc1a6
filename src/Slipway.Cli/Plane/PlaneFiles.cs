using Slipway.ApiServer.Pki;

namespace Slipway.Cli.Plane;

/// <summary>The files by which others find a running plane: its pid file and its kubeconfigs. They go when it stops.</summary>
internal sealed class PlaneFiles : IAsyncDisposable
{
    private readonly PlaneOptions _options;

    private PlaneFiles(PlaneOptions options) => _options = options;

    private IEnumerable<string> Kubeconfigs => new[] { _options.Directory.Kubeconfig, _options.Kubeconfig }.Distinct(StringComparer.Ordinal);

    /// <summary>Says that this process runs the plane; called by the one that holds the data directory.</summary>
    /// <exception cref="CliException">The kubeconfig to write is another's.</exception>
    public static PlaneFiles Take(PlaneOptions options)
    {
        var files = new PlaneFiles(options);
        files.CheckOwnKubeconfig();

        // A kubeconfig says that the plane is ready: one that a killed plane left behind does not.
        files.RemoveKubeconfigs();
        PlaneProcess.Announce(options.Directory, options.Kubeconfig);
        return files;
    }

    /// <summary>Says that the plane is ready.</summary>
    public void Announce(string kubeconfig)
    {
        foreach (var path in Kubeconfigs)
        {
            PrivateFile.Write(path, kubeconfig);
        }
    }

    public ValueTask DisposeAsync()
    {
        RemoveKubeconfigs();
        File.Delete(_options.Directory.ProcessFile);
        return default;
    }

    private void RemoveKubeconfigs()
    {
        foreach (var path in Kubeconfigs)
        {
            File.Delete(path);
        }
    }

    // Someone's ~/.kube/config with other clusters in it must survive a slip of the hand.
    private void CheckOwnKubeconfig()
    {
        if (File.Exists(_options.Kubeconfig)
            && !File.ReadAllText(_options.Kubeconfig).Contains("current-context: \"slipway\"", StringComparison.Ordinal))
        {
            throw new CliException(
                ExitCodes.Usage, $"{_options.Kubeconfig} is another program's kubeconfig and would be overwritten: name a new file with --kubeconfig.");
        }
    }
}
