using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.Workload;

/// <summary>
/// Reaches a pretended workload cluster as a kubeconfig says, but by method calls: nobody answers while no API server runs or another authority
/// has signed its certificate, and the client is whom its certificate names.
/// </summary>
internal sealed class InsideConnection : IKubeClient
{
    private const string Organization = "2.5.4.10";

    private readonly WorkloadClusters _clusters;
    private readonly KubeConnection _connection;
    private readonly RequestUser _user;
    private readonly string _issuer;

    public InsideConnection(WorkloadClusters clusters, KubeConnection connection)
    {
        var pair = connection.ClientCertificate ?? throw new ArgumentException("the client has no certificate", nameof(connection));
        using var certificate = pair.LoadCertificate();
        var groups = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(n => n.GetSingleElementType().Value == Organization).Select(n => n.GetSingleElementValue()!);
        _user = new(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), [.. groups, "system:authenticated"]);
        _issuer = Convert.ToHexString(certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().Single().KeyIdentifier!.Value.Span);
        (_clusters, _connection) = (clusters, connection);
    }

    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken) =>
        AskAsync(c => c.GetAsync(type, key, cancellationToken));

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken) =>
        AskAsync(c => c.ListAsync(type, ns, options, cancellationToken));

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var next in Reach().WatchAsync(type, ns, options, cancellationToken))
        {
            Reach();
            yield return next;
        }
    }

    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        AskAsync(c => c.CreateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        AskAsync(c => c.UpdateAsync(type, body, options, cancellationToken));

    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) =>
        AskAsync(c => c.PatchAsync(type, key, patch, options, cancellationToken));

    public async Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        await Reach().DeleteAsync(type, key, options, cancellationToken);

    public Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) =>
        AskAsync(c => c.CreateSubresourceAsync(type, key, subresource, body, cancellationToken));

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => AskAsync(c => c.GetRawAsync(path, cancellationToken));

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) =>
        AskAsync(c => c.PortForwardAsync(pod, port, cancellationToken));

    private async Task<T> AskAsync<T>(Func<IKubeClient, Task<T>> ask) => await ask(Reach());

    private InProcessKubeClient Reach()
    {
        if (_clusters.FindAt(_connection.Server.Port) is not { ServingAuthorityPem: { } authority } cluster)
        {
            throw new HttpRequestException($"Connection refused ({_connection.Server.Authority})");
        }

        if (authority != _connection.AuthorityPem)
        {
            throw new HttpRequestException("The remote certificate was rejected: another authority has signed it.");
        }

        using var signer = X509Certificate2.CreateFromPem(authority);
        return Convert.ToHexString(signer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.Span) == _issuer
            ? new InProcessKubeClient(cluster.Engine, _user, "slipway")
            : throw new KubeApiException(new KubeStatus((int)HttpStatusCode.Unauthorized, StatusReason.Unauthorized, "Unauthorized"));
    }
}
