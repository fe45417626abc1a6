using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;

namespace Slipway.Scale;

/// <summary>Creates clusters and waits until each is Available with both machines ready.</summary>
internal sealed class ManyClustersRun(PlaneProcess plane, int clusters)
{
    // As many people, or pipelines, applying manifests side by side.
    private const int Creators = 4;

    private readonly Dictionary<string, long> _started = [];
    private readonly List<TimeSpan> _times = [];

    public async Task<ManyClustersResult> RunAsync(CancellationToken cancellationToken)
    {
        using var client = plane.Connect();
        var before = await client.ListAsync(ClusterManifest.Clusters, "default", ListOptions.All, cancellationToken);
        var cpu = plane.Cpu;
        var clock = Stopwatch.StartNew();
        var watching = WatchAsync(client, before.ResourceVersion, cancellationToken);
        await Parallel.ForAsync(
            0,
            clusters,
            new ParallelOptions { MaxDegreeOfParallelism = Creators, CancellationToken = cancellationToken },
            async (i, token) => await CreateAsync(client, $"c{i}", token));

        var revision = await watching;
        _times.Sort();
        return new ManyClustersResult
        {
            Clusters = clusters,
            Wall = clock.Elapsed,
            Cpu = plane.Cpu - cpu,
            PeakMemoryMiB = plane.PeakMemoryMiB,
            TimesToReady = _times,
            Writes = revision - long.Parse(before.ResourceVersion, CultureInfo.InvariantCulture),
        };
    }

    private async Task CreateAsync(IKubeClient client, string name, CancellationToken cancellationToken)
    {
        lock (_started)
        {
            _started[name] = Stopwatch.GetTimestamp();
        }

        foreach (var (type, body) in ClusterManifest.Of(name, workers: 1))
        {
            await client.CreateAsync(type, body, WriteOptions.Default, cancellationToken);
        }
    }

    private async Task<long> WatchAsync(IKubeClient client, string from, CancellationToken cancellationToken)
    {
        while (true)
        {
            await foreach (var change in client.WatchAsync(ClusterManifest.Clusters, "default", new WatchOptions { ResourceVersion = from }, cancellationToken))
            {
                from = change.Object.Metadata.ResourceVersion;
                if (change.Type == WatchEventType.Modified && IsReady(change.Object.ToJsonObject()) && Note(change.Object.Key.Name))
                {
                    return long.Parse(from, CultureInfo.InvariantCulture);
                }
            }
        }
    }

    // True when it was the last.
    private bool Note(string name)
    {
        lock (_started)
        {
            if (_started.Remove(name, out var started))
            {
                _times.Add(Stopwatch.GetElapsedTime(started));
            }

            return _times.Count == clusters;
        }
    }

    private static bool IsReady(JsonObject cluster)
    {
        var status = cluster["status"];
        var available = (status?["conditions"] as JsonArray)?.Any(c => (string?)c!["type"] == "Available" && (string?)c["status"] == "True") == true;
        return available && (int?)status!["controlPlane"]?["readyReplicas"] == 1 && (int?)status["workers"]?["readyReplicas"] == 1;
    }
}
