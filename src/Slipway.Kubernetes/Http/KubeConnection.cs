using Slipway.Kubernetes.Certificates;

namespace Slipway.Kubernetes.Http;

/// <summary>Where an API server is, how it proves who it is, and how the client does.</summary>
public sealed record KubeConnection
{
    /// <summary>The server's URL; a path in it is a prefix of every request's.</summary>
    public required Uri Server { get; init; }

    /// <summary>The authorities, as PEM text, that may have signed the server's certificate; null for those of the machine.</summary>
    public string? AuthorityPem { get; init; }

    /// <summary>The name that the server's certificate must be for; null for the URL's host.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Whether any server certificate is accepted. For debugging only.</summary>
    public bool SkipsServerVerification { get; init; }

    /// <summary>The client's certificate and key; null for none.</summary>
    public CertificateKeyPair? ClientCertificate { get; init; }

    /// <summary>The client's bearer token; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>A file with the bearer token, read again each minute as it is rotated; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The namespace that commands use when none is named.</summary>
    public string DefaultNamespace { get; init; } = "default";

    /// <summary>Reads a kubeconfig that someone else wrote, such as a workload cluster's Secret.</summary>
    /// <exception cref="KubeconfigException">
    /// It is not readable, or it names programs or files of this machine: those are not run or read for a stranger.
    /// </exception>
    public static KubeConnection FromKubeconfig(string yaml, string? context = null) => KubeconfigReader.Read(yaml, directory: null, context);

    /// <summary>Reads the user's own kubeconfig; the files it names are read.</summary>
    /// <exception cref="KubeconfigException">It is not readable.</exception>
    /// <exception cref="IOException">The file, or one that it names, cannot be read.</exception>
    public static KubeConnection FromKubeconfigFile(string path, string? context = null) =>
        KubeconfigReader.Read(File.ReadAllText(path), Path.GetDirectoryName(Path.GetFullPath(path)), context);

    /// <summary>The cluster that this process is a pod of, or null when it is none.</summary>
    public static KubeConnection? FromPod()
    {
        const string directory = "/var/run/secrets/kubernetes.io/serviceaccount/";
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || !File.Exists(directory + "token"))
        {
            return null;
        }

        return new()
        {
            Server = new Uri(host.Contains(':', StringComparison.Ordinal) ? $"https://[{host}]:{port}" : $"https://{host}:{port}"),
            AuthorityPem = File.ReadAllText(directory + "ca.crt"),
            TokenFile = directory + "token",
            DefaultNamespace = File.ReadAllText(directory + "namespace").Trim(),
        };
    }

    /// <summary>The server only: the rest may be secret.</summary>
    public override string ToString() => Server.ToString();
}
