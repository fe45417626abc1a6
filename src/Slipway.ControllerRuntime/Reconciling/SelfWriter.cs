using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>
/// Writes the reconciled object. Every write is the difference between two typed copies, so that fields this version does not know stay,
/// and has the version of the last write as its condition.
/// </summary>
internal sealed class SelfWriter<TObject>(ResourceType<TObject> type, IReadOnlySet<string> quietStatus, KubeObject read, PassWrites writes)
    where TObject : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly StatusSnapshot<TObject> _snapshot = new(type, quietStatus);
    private KubeObject _current = read;

    /// <summary>Whether the object is gone, or no longer ours to write.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Whether the server has a newer version than the pass has read.</summary>
    public bool IsStale { get; private set; }

    /// <summary>An object was written by an effect; when it is this one, later writes build on it.</summary>
    public void Follow(ResourceType written, KubeObject obj)
    {
        if (written.Kind == type.Kind && obj.Metadata.Uid == _current.Metadata.Uid)
        {
            _current = obj;
        }
    }

    /// <summary>Changes metadata and spec, and adds the finalizer when there is one to add.</summary>
    /// <returns>False when the object is newer than was read.</returns>
    public Task<bool> ChangeAsync(IEnumerable<Action<TObject>> changes, string? finalizer, CancellationToken cancellationToken)
    {
        var copy = Copy();
        var before = type.ToJsonObject(copy);
        foreach (var change in changes)
        {
            change(copy);
        }

        if (finalizer is not null)
        {
            copy.EnsureMetadata().Finalizers = [.. copy.Metadata.Finalizers ?? [], finalizer];
        }

        var after = type.ToJsonObject(copy);
        before.Remove("status");
        after.Remove("status");
        return MergePatch.Diff(before, after) is { Count: > 0 } patch
            ? PatchAsync(patch, subresource: null, cancellationToken)
            : Task.FromResult(true);
    }

    /// <summary>Lets the object go.</summary>
    /// <returns>False when the object is newer than was read.</returns>
    public async Task<bool> RemoveFinalizerAsync(string finalizer, CancellationToken cancellationToken)
    {
        var finalizers = new JsonArray();
        foreach (var other in _current.Metadata.Finalizers)
        {
            if (other != finalizer)
            {
                finalizers.Add((JsonNode)other);
            }
        }

        var patch = new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = finalizers } };
        var done = finalizers.Count == _current.Metadata.Finalizers.Length || await PatchAsync(patch, subresource: null, cancellationToken);
        IsGone |= done;
        return done;
    }

    /// <summary>Lets the report fill in the status, and writes what it changed.</summary>
    /// <param name="report">Fills in the status.</param>
    /// <param name="mayWait">Whether a change that only tells of progress is left for a later pass; asked when there is one.</param>
    /// <param name="cancellationToken">Ends the write.</param>
    public async Task<StatusWrite> WriteStatusAsync(Action<TObject> report, Func<bool> mayWait, CancellationToken cancellationToken)
    {
        if (_snapshot.Change(Copy(), report) is not { } change)
        {
            return StatusWrite.Unchanged;
        }

        if (!change.IsNews && mayWait())
        {
            return StatusWrite.Deferred;
        }

        return await PatchAsync(new JsonObject { ["status"] = change.Patch }, "status", cancellationToken) && !IsGone
            ? StatusWrite.Written
            : StatusWrite.Refused;
    }

    private TObject Copy()
    {
        var copy = _current.To(type.Json);
        // The server's own bookkeeping, often larger than the object: no change of ours goes there.
        copy.Metadata.ManagedFields = null;
        return copy;
    }

    private async Task<bool> PatchAsync(JsonObject patch, string? subresource, CancellationToken cancellationToken)
    {
        var version = _current.Metadata.ResourceVersion;
        if (patch["metadata"] is not JsonObject metadata)
        {
            patch["metadata"] = metadata = [];
        }

        metadata["resourceVersion"] = version;
        try
        {
            _current = await writes.PatchAsync(target: null, type, _current.Key, patch, subresource, manager: null, cancellationToken);
            return true;
        }
        catch (KubeApiException e) when (e.IsNotFound)
        {
            IsGone = true;
            writes.Conflicted(type, _current.Key, version);
            return true;
        }
        catch (KubeApiException e) when (e.IsConflict)
        {
            IsStale = true;
            writes.Conflicted(type, _current.Key, version);
            return false;
        }
    }
}
