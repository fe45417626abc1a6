using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Volumes that are attached to a Node and will be detached: those of pods that the drain leaves alone do not count.</summary>
internal static class AttachedVolumes
{
    private const string CsiPrefix = "kubernetes.io/csi/";

    private static readonly ResourceType Attachment =
        new(new GroupVersionKind("storage.k8s.io", "v1", "VolumeAttachment"), "volumeattachments", Namespaced: false);

    private static readonly ResourceType PersistentVolume =
        new(new GroupVersionKind("", "v1", "PersistentVolume"), "persistentvolumes", Namespaced: false);

    public static async ValueTask<ImmutableArray<string>> ListAsync(
        IKubeClient client, V1Node node, ImmutableArray<PodOnNode> pods, CancellationToken cancellationToken)
    {
        var names = (await ListAsync(client, Attachment, cancellationToken))
            .Where(a => (string?)a["spec"]?["nodeName"] == node.Metadata.Name && (bool?)a["status"]?["attached"] == true)
            .Select(a => (string?)a["spec"]?["source"]?["persistentVolumeName"])
            .OfType<string>()
            .ToList();
        // What only the kubelet knows of has no attachment object.
        var legacy = (node.Status?.VolumesAttached ?? []).Select(v => v.Name).Where(n => !n.StartsWith(CsiPrefix, StringComparison.Ordinal)).ToList();
        if (names.Count == 0)
        {
            return [.. legacy];
        }

        var kept = pods
            .Where(p => p.Pod.Behavior == DrainBehavior.Skip)
            .SelectMany(p => (p.Source.Spec.Volumes ?? []).Select(v => v.PersistentVolumeClaim?.ClaimName).OfType<string>().Select(c => new ObjectKey(p.Pod.Key.Namespace, c)))
            .ToHashSet();
        var claims = (await ListAsync(client, PersistentVolume, cancellationToken)).ToDictionary(
            v => (string)v["metadata"]!["name"]!,
            v => new ObjectKey((string?)v["spec"]?["claimRef"]?["namespace"] ?? "", (string?)v["spec"]?["claimRef"]?["name"] ?? ""),
            StringComparer.Ordinal);
        return [.. names.Where(n => !claims.TryGetValue(n, out var claim) || !kept.Contains(claim)).Concat(legacy).Order(StringComparer.Ordinal)];
    }

    private static async ValueTask<IReadOnlyList<JsonObject>> ListAsync(IKubeClient client, ResourceType type, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await client.ListAsync(type, ns: null, ListOptions.All, cancellationToken)).Items.Select(i => i.ToJsonObject())];
        }
        catch (KubeApiException e) when (e.IsNotFound)
        {
            // A cluster without the storage API has nothing attached.
            return [];
        }
    }
}
