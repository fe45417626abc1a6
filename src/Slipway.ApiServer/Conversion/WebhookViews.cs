using System.Collections.Concurrent;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Conversion;

/// <summary>
/// Views of stored objects in versions that only a webhook can make. Each is asked for once, however many lists and watches want it
/// at the same time, and lives as long as that version of the object; many objects go in one request.
/// </summary>
internal sealed class WebhookViews(WebhookConverter converter, StoredForms forms)
{
    private const int MaxBatchObjects = 256;
    private const int MaxBatchBytes = 2 * 1024 * 1024;

    private readonly ConcurrentDictionary<(StoredObject Stored, ResourceInfo Resource), Task> _underWay = new();

    /// <summary>Has views made; when it returns, each object has one.</summary>
    /// <param name="objects">Objects without a view in the version wanted.</param>
    /// <param name="resource">The resource at the version wanted.</param>
    /// <param name="webhook">What converts it.</param>
    /// <param name="cancellationToken">Ends the waiting; others may wait for the same conversion, which goes on.</param>
    public async ValueTask EnsureAsync(
        IReadOnlyList<StoredObject> objects, ResourceInfo resource, ConversionWebhook webhook, CancellationToken cancellationToken)
    {
        var awaited = new List<Task>();
        var batch = new List<StoredObject>();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bytes = 0;
        foreach (var stored in objects)
        {
            var task = _underWay.GetOrAdd((stored, resource), done.Task);
            if (task != done.Task)
            {
                awaited.Add(task);
                continue;
            }

            batch.Add(stored);
            bytes += stored.Json.Length;
            if (batch.Count == MaxBatchObjects || bytes >= MaxBatchBytes)
            {
                awaited.Add(StartAsync(batch, done, resource, webhook));
                (batch, bytes) = ([], 0);
                done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        if (batch.Count > 0)
        {
            awaited.Add(StartAsync(batch, done, resource, webhook));
        }

        await Task.WhenAll(awaited).WaitAsync(cancellationToken);
    }

    private async Task StartAsync(List<StoredObject> batch, TaskCompletionSource done, ResourceInfo resource, ConversionWebhook webhook)
    {
        try
        {
            await ConvertAsync(batch, resource, webhook);
            Forget(batch, resource);
            done.SetResult();
        }
        catch (Exception e)
        {
            Forget(batch, resource);
            done.SetException(e);
        }

        await done.Task;
    }

    private async Task ConvertAsync(List<StoredObject> batch, ResourceInfo resource, ConversionWebhook webhook)
    {
        // Nobody's token: the one who asked first may leave while others wait. The converter has a time limit of its own.
        var trees = batch.ConvertAll(s => forms.Read(s, resource, out _));
        var converted = await converter.ConvertAsync(trees, resource, webhook, CancellationToken.None);
        for (var i = 0; i < batch.Count; i++)
        {
            SchemaPruner.Prune(converted[i], resource.Schema!);
            ObjectViews.Of(batch[i]).Add(resource, new KubeObject(Trees.ToStoredJson(converted[i])));
        }
    }

    // Who comes now finds the views, or asks anew.
    private void Forget(List<StoredObject> batch, ResourceInfo resource)
    {
        foreach (var stored in batch)
        {
            _underWay.TryRemove((stored, resource), out _);
        }
    }
}
