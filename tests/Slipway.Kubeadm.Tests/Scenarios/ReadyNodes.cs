using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.Scenarios;

/// <summary>Watches how many Nodes of a cluster can run pods.</summary>
internal static class ReadyNodes
{
    /// <summary>The fewest there were until cancelled, after the first three.</summary>
    public static async Task<int> FewestAsync(IKubeClient workload, CancellationToken cancellationToken)
    {
        var ready = new HashSet<string>(StringComparer.Ordinal);
        var fewest = int.MaxValue;
        try
        {
            await foreach (var change in workload.WatchAsync(BuiltInTypes.Node, null, new WatchOptions(), cancellationToken))
            {
                if (change.Type == WatchEventType.Bookmark)
                {
                    continue;
                }

                var isReady = change.Type != WatchEventType.Deleted
                    && change.Object.To(BuiltInTypes.Node.Json).Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true;
                if (isReady)
                {
                    ready.Add(change.Object.Key.Name);
                }
                else
                {
                    ready.Remove(change.Object.Key.Name);
                }

                // The first events only tell what there is.
                fewest = ready.Count >= 3 || fewest != int.MaxValue ? Math.Min(fewest, ready.Count) : fewest;
            }
        }
        catch (OperationCanceledException)
        {
            // The upgrade is over.
        }

        return fewest;
    }
}
