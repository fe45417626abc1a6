using System.Text;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubernetes.Http;

/// <summary>Finds the current context's cluster and user in a kubeconfig.</summary>
internal sealed class KubeconfigReader
{
    private readonly string? _directory;

    private KubeconfigReader(string? directory) => _directory = directory;

    public static KubeConnection Read(string yaml, string? directory, string? context)
    {
        try
        {
            var document = KubeYaml.Parse(yaml) as JsonObject
                ?? throw new KubeconfigException("the kubeconfig is empty: an object with clusters, users and contexts was expected");
            return new KubeconfigReader(directory).Read(document, context);
        }
        catch (YamlFormatException e)
        {
            throw new KubeconfigException($"the kubeconfig is not YAML: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            // What the node holds is not told: it may be a secret.
            throw new KubeconfigException("a field of the kubeconfig has the wrong type");
        }
    }

    private static JsonObject Entry(JsonObject document, string kind, string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new KubeconfigException($"the kubeconfig does not say which {kind} to use");
        }

        var entries = document[kind + "s"] as JsonArray ?? [];
        return entries.OfType<JsonObject>().FirstOrDefault(e => Text(e, "name") == name)?[kind] as JsonObject
            ?? throw new KubeconfigException($"the kubeconfig has no {kind} named \"{name}\"");
    }

    private static string? Text(JsonObject parent, string name) => parent[name]?.GetValue<string>() is { Length: > 0 } text ? text : null;

    private KubeConnection Read(JsonObject document, string? contextName)
    {
        var context = Entry(document, "context", contextName ?? Text(document, "current-context"));
        var cluster = Entry(document, "cluster", Text(context, "cluster"));
        var user = Text(context, "user") is { } userName ? Entry(document, "user", userName) : [];
        foreach (var refused in (string[])["exec", "auth-provider"])
        {
            if (user[refused] is not null)
            {
                throw new KubeconfigException($"the kubeconfig's user has \"{refused}\": a certificate or a token is expected, no program is run");
            }
        }

        var server = Text(cluster, "server");
        return new KubeConnection
        {
            Server = Uri.TryCreate(server, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
                ? url
                : throw new KubeconfigException($"the cluster's server is \"{server}\": an https URL was expected"),
            AuthorityPem = Material(cluster, "certificate-authority"),
            TlsServerName = Text(cluster, "tls-server-name"),
            SkipsServerVerification = cluster["insecure-skip-tls-verify"]?.GetValue<bool>() ?? false,
            ClientCertificate = Material(user, "client-certificate") is { } certificate
                ? new CertificateKeyPair(certificate, Material(user, "client-key") ?? throw new KubeconfigException("the user has a client-certificate but no client-key"))
                : null,
            Token = Text(user, "token"),
            TokenFile = Text(user, "tokenFile") is { } file ? Resolve(file, "tokenFile") : null,
            DefaultNamespace = Text(context, "namespace") ?? "default",
        };
    }

    /// <summary>PEM text that stands in the kubeconfig itself or in a file that it names.</summary>
    private string? Material(JsonObject entry, string field)
    {
        if (Text(entry, field + "-data") is { } data)
        {
            try
            {
                return Encoding.UTF8.GetString(Convert.FromBase64String(data));
            }
            catch (FormatException)
            {
                throw new KubeconfigException($"{field}-data is not base64");
            }
        }

        return Text(entry, field) is { } path ? File.ReadAllText(Resolve(path, field)) : null;
    }

    private string Resolve(string path, string field) => _directory is null
        ? throw new KubeconfigException($"{field} names a file: {field}-data was expected, files of this machine are not read")
        : Path.Combine(_directory, path);
}
