using Slipway.Cli.Plane;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Http;

namespace Slipway.Cli.Connection;

/// <summary>A client command's connection to the API server that the user means.</summary>
internal sealed class PlaneConnection : IDisposable
{
    private readonly KubeConnection _connection;

    private PlaneConnection(KubeConnection connection, string source)
    {
        _connection = connection;
        Source = source;
        Client = new HttpKubeClient(connection);
    }

    /// <summary>The kubeconfig that names the server.</summary>
    public string Source { get; }

    /// <summary>Speaks to the server.</summary>
    public HttpKubeClient Client { get; }

    /// <summary>The server's URL.</summary>
    public Uri Server => _connection.Server;

    /// <summary>The namespace that is meant when none is named.</summary>
    public string DefaultNamespace => _connection.DefaultNamespace;

    /// <summary>Opens the kubeconfig of <c>--kubeconfig</c>, of <c>$KUBECONFIG</c>, or of the data directory.</summary>
    /// <exception cref="CliException">There is none: no plane was started.</exception>
    public static PlaneConnection Open(CliContext context, string? kubeconfig, string? dataDirectory)
    {
        var directory = DataDirectory.Find(context, dataDirectory);
        var path = Find(context, kubeconfig, dataDirectory is null, directory);
        if (!File.Exists(path))
        {
            throw new CliException(ExitCodes.NoPlane, path == directory.Kubeconfig
                ? $"no management plane runs on {directory.Root}: start one with 'slipway up --detach', or name a --kubeconfig."
                : $"the kubeconfig {path} does not exist.");
        }

        try
        {
            return new PlaneConnection(KubeConnection.FromKubeconfigFile(path), path);
        }
        catch (KubeconfigException e)
        {
            throw new CliException(ExitCodes.Usage, $"{path}: {e.Message}");
        }
    }

    public void Dispose() => Client.Dispose();

    // A data directory on the command line means its plane, whatever the environment says.
    private static string Find(CliContext context, string? kubeconfig, bool mayUseEnvironment, DataDirectory directory)
    {
        if (kubeconfig is { Length: > 0 })
        {
            return Path.GetFullPath(kubeconfig);
        }

        // kubectl merges a list of files; the first that exists is enough to find one server.
        var listed = mayUseEnvironment ? context.Variable("KUBECONFIG")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) : null;
        return listed is { Length: > 0 } ? Path.GetFullPath(listed.FirstOrDefault(File.Exists) ?? listed[0]) : directory.Kubeconfig;
    }
}
