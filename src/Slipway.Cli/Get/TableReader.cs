using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Get;

/// <summary>Reads objects as tables that the server makes, and watches them.</summary>
internal sealed class TableReader(HttpKubeClient client, GetRequest request)
{
    private const string Accept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    public async Task<ResourceTable> ReadAsync(CancellationToken cancellationToken)
    {
        using var response = await client.OpenAsync(request.Path, Accept, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return ResourceTable.Read(await JsonNode.ParseAsync(body, documentOptions: KubeJson.DocumentOptions, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// The changes after a version, each as a table of one row, until cancelled. A version that is not kept any more begins anew.
    /// </summary>
    public async IAsyncEnumerable<ResourceTable> WatchAsync(
        string resourceVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            using var response = await client.OpenAsync(request.WatchPath(resourceVersion), Accept, cancellationToken);
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
            while (await NextAsync(lines, cancellationToken) is { } change)
            {
                if ((string?)change["type"] == "ERROR")
                {
                    resourceVersion = VersionAfter(change["object"]);
                    break;
                }

                var table = ResourceTable.Read(change["object"]);
                resourceVersion = table.Rows is [.., { ResourceVersion.Length: > 0 } last] ? last.ResourceVersion : resourceVersion;
                if ((string?)change["type"] != "BOOKMARK")
                {
                    yield return table;
                }
            }
        }
    }

    private static async Task<JsonNode?> NextAsync(StreamReader lines, CancellationToken cancellationToken) =>
        await lines.ReadLineAsync(cancellationToken) is { Length: > 0 } line ? JsonNode.Parse(line, documentOptions: KubeJson.DocumentOptions) : null;

    private static string VersionAfter(JsonNode? status)
    {
        var failure = KubeStatusJson.Read(status is null ? default : KubeJson.ToUtf8(status), httpCode: 500);
        return failure.Code == 410 ? "" : throw new KubeApiException(failure);
    }
}
