using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Kubernetes.Client;

namespace Slipway.Cli.Webhooks;

/// <summary>Reads objects for rules from an API server.</summary>
internal sealed class ClientObjectFinder(IKubeClient client) : IObjectFinder
{
    public async ValueTask<JsonObject?> FindAsync(ObjectReference reference, CancellationToken cancellationToken) =>
        (await client.FindAsync(reference.Type, reference.Key, cancellationToken))?.ToJsonObject();
}
