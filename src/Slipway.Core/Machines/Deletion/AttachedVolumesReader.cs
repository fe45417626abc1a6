using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Finds out which volumes are attached to a Node.</summary>
internal static class AttachedVolumesReader
{
    private static readonly ResourceType Attachment =
        new(new GroupVersionKind("storage.k8s.io", "v1", "VolumeAttachment"), "volumeattachments", Namespaced: false);

    private static readonly ResourceType PersistentVolume =
        new(new GroupVersionKind("", "v1", "PersistentVolume"), "persistentvolumes", Namespaced: false);

    /// <summary>The volumes that are waited for.</summary>
    /// <param name="client">The workload cluster.</param>
    /// <param name="node">The Node.</param>
    /// <param name="ignoredClaims">Asked for once it matters: claims of pods that the drain leaves alone, as <c>namespace/name</c>.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public static async ValueTask<AttachedVolumes> ReadAsync(
        IKubeClient client, V1Node node, Func<ValueTask<IReadOnlySet<string>>> ignoredClaims, CancellationToken cancellationToken)
    {
        var onNode = (node.Status?.VolumesAttached ?? []).Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        var byAttachment = (await ListAsync(client, Attachment, cancellationToken))
            .Where(a => (string?)a["spec"]?["nodeName"] == node.Metadata.Name && (bool?)a["status"]?["attached"] == true)
            .Select(a => (string?)a["spec"]?["source"]?["persistentVolumeName"])
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        return onNode.Count == 0 && byAttachment.Count == 0
            ? AttachedVolumes.None
            : Match(onNode, byAttachment, await ListAsync(client, PersistentVolume, cancellationToken), await ignoredClaims());
    }

    internal static AttachedVolumes Match(
        IReadOnlySet<string> onNode, IReadOnlySet<string> byAttachment, IEnumerable<JsonObject> volumes, IReadOnlySet<string> ignoredClaims)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        SortedSet<string> claims = new(StringComparer.Ordinal);
        SortedSet<string> unclaimed = new(StringComparer.Ordinal);
        foreach (var volume in volumes)
        {
            var name = (string)volume["metadata"]!["name"]!;
            var handle = volume["spec"]?["csi"] is { } csi
                ? $"kubernetes.io/csi/{(string?)csi["driver"]}^{(string?)csi["volumeHandle"]}" : null;
            var attached = handle is not null && onNode.Contains(handle);
            if (attached)
            {
                found.Add(handle!);
            }

            if (byAttachment.Contains(name))
            {
                found.Add(name);
                attached = true;
            }

            if (attached)
            {
                var claim = volume["spec"]?["claimRef"];
                _ = (string?)claim?["kind"] == "PersistentVolumeClaim"
                    ? claims.Add($"{(string?)claim["namespace"]}/{(string?)claim["name"]}")
                    : unclaimed.Add(name);
            }
        }

        return new AttachedVolumes(
            [.. claims.Except(ignoredClaims, StringComparer.Ordinal)],
            [.. unclaimed],
            [.. onNode.Except(found, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. byAttachment.Except(found, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static async ValueTask<IEnumerable<JsonObject>> ListAsync(IKubeClient client, ResourceType type,
        CancellationToken cancellationToken)
    {
        try
        {
            return (await client.ListAsync(type, ns: null, ListOptions.All, cancellationToken)).Items.Select(i => i.ToJsonObject());
        }
        catch (KubeApiException e) when (e.IsNotFound)
        {
            // A cluster without the storage API has nothing attached.
            return [];
        }
    }
}
