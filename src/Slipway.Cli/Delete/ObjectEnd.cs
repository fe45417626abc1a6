using System.Text.Json.Nodes;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Delete;

/// <summary>Watches an object until it is gone, and says what holds it.</summary>
internal sealed class ObjectEnd(CliContext context, IKubeClient client, DoomedObject doomed)
{
    private string _told = "";

    /// <summary>Why the object is still there, as far as it says.</summary>
    public string Reason => _told.Length == 0 ? "" : $": {_told}";

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (await client.FindAsync(doomed.Resource.Type, doomed.Key, cancellationToken) is { IsDeleting: true } present)
        {
            await TellAsync(present);
            if (await WatchAsync(present, cancellationToken))
            {
                return;
            }
        }
    }

    private async Task<bool> WatchAsync(KubeObject present, CancellationToken cancellationToken)
    {
        var options = new WatchOptions
        {
            ResourceVersion = present.Metadata.ResourceVersion,
            FieldSelector = $"metadata.name={doomed.Key.Name}",
        };
        try
        {
            await foreach (var change in client.WatchAsync(doomed.Resource.Type, NamespaceOrNull, options, cancellationToken))
            {
                if (change.Type == WatchEventType.Deleted)
                {
                    return true;
                }

                if (change.Type == WatchEventType.Modified)
                {
                    await TellAsync(change.Object);
                }
            }
        }
        catch (KubeApiException e) when (e.IsExpired)
        {
            // The version is not kept any more: look at the object again.
        }

        return false;
    }

    private string? NamespaceOrNull => doomed.Key.Namespace.Length == 0 ? null : doomed.Key.Namespace;

    // Cluster API's objects say it in a condition; of others the finalizers tell who has not let go yet.
    private async Task TellAsync(KubeObject obj)
    {
        var tree = obj.ToJsonObject();
        var deleting = (tree["status"]?["conditions"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(c => (string?)c["type"] == "Deleting");
        var finalizers = tree["metadata"]?["finalizers"] as JsonArray ?? [];
        var text = deleting is not null
            ? (string?)deleting["message"] ?? ""
            : $"waiting for {string.Join(", ", finalizers.Select(f => (string?)f))}";
        if (text.Length > 0 && text != _told)
        {
            _told = text;
            await context.Error.WriteLineAsync($"  {text.ReplaceLineEndings(" ")}");
        }
    }
}
