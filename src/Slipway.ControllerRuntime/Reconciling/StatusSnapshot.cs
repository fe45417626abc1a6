using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>Finds what a report changed. Most change nothing: equal bytes say so without building trees.</summary>
internal sealed class StatusSnapshot<TObject>(ResourceType<TObject> type, IReadOnlySet<string> quiet)
    where TObject : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Runs the report on the object.</summary>
    /// <returns>What it changed; null when the status means the same as before.</returns>
    public StatusChange? Change(TObject obj, Action<TObject> report)
    {
        using var before = Serialize(obj);
        report(obj);
        using var after = Serialize(obj);
        if (before.Written.SequenceEqual(after.Written))
        {
            return null;
        }

        var (old, current) = (StatusOf(before), StatusOf(after));
        return MergePatch.Diff(old, current) is { Count: > 0 } patch ? StatusChange.Of(old, current, patch, new StatusAudience(quiet, obj.Metadata.DeletionTimestamp is not null)) : null;
    }

    private PooledBuffer Serialize(TObject obj)
    {
        var buffer = new PooledBuffer();
        using var writer = new Utf8JsonWriter(buffer, KubeJson.WriterOptions);
        JsonSerializer.Serialize(writer, obj, type.Json);
        return buffer;
    }

    private static JsonObject StatusOf(PooledBuffer json) =>
        JsonNode.Parse(json.Written, default, KubeJson.DocumentOptions)?["status"] as JsonObject ?? [];
}
