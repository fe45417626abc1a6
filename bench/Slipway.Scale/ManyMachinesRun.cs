using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Scale;

/// <summary>One cluster with many workers: they are created, relabelled in place, left alone, and rolled out to another version.</summary>
internal sealed class ManyMachinesRun(PlaneProcess plane, int machines, TextWriter output)
{
    private const string Namespace = "default";
    private const string Cluster = "big";

    // The controllers look at every object again every ten minutes; a shorter rest would show none of that, a longer one more of it.
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private static readonly ObjectKey Deployment = new(Namespace, $"{Cluster}-md");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var client = plane.Connect();
        await MeasureAsync(client, $"create {machines} machines", () => CreateAsync(client, cancellationToken), cancellationToken);
        await MeasureAsync(client, $"label {machines} machines in place", () => LabelAsync(client, cancellationToken), cancellationToken);
        await StillAsync(client, cancellationToken);
        await RestAsync(client, cancellationToken);
        await MeasureAsync(client, $"roll {machines} machines out", () => RollOutAsync(client, cancellationToken), cancellationToken);
        await CheckHealthAsync(client, cancellationToken);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"peak memory {plane.PeakMemoryMiB:F0} MiB"));
    }

    private async Task RestAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        var before = await PlaneFigures.ReadAsync(client, cancellationToken);
        await MeasureAsync(client, $"rest of {before.Objects} objects", () => Task.Delay(Rest, cancellationToken), cancellationToken);
        var after = await PlaneFigures.ReadAsync(client, cancellationToken);
        await output.WriteLineAsync($"{"",-36} {after.Reads - before.Reads} reads of the plane by its controllers, {after.Probes - before.Probes} of the workload cluster");
    }

    // A health check of all workers: until it has looked at each.
    private async Task CheckHealthAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        var (type, body) = ClusterManifest.HealthCheckOf(Cluster);
        await MeasureAsync(client, $"check the health of {machines}", async () =>
        {
            var made = await client.CreateAsync(type, body, WriteOptions.Default, cancellationToken);
            await WatchAsync(
                client, type, made.Metadata.ResourceVersion, check => (int?)check.ToJsonObject()["status"]?["currentHealthy"] == machines, cancellationToken);
        }, cancellationToken);
    }

    private async Task MeasureAsync(IKubeClient client, string story, Func<Task> tell, CancellationToken cancellationToken)
    {
        var (cpu, before) = (plane.Cpu, await RevisionAsync(client, cancellationToken));
        var clock = Stopwatch.StartNew();
        await tell();
        var (wall, used) = (clock.Elapsed, plane.Cpu - cpu);
        var writes = await RevisionAsync(client, cancellationToken) - before;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{story,-36} {wall.TotalSeconds,7:F1} s  {used.TotalSeconds,7:F2} CPU s  {writes,7} writes, {(double)writes / machines:F1} a machine"));
    }

    private async Task CreateAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        foreach (var (type, body) in ClusterManifest.Of(Cluster, machines))
        {
            await client.CreateAsync(type, body, WriteOptions.Default, cancellationToken);
        }

        await DeploymentAsync(client, status => (int?)status["readyReplicas"] == machines, cancellationToken);
    }

    // The template's labels reach Machines that exist without a rollout.
    private async Task LabelAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        var labelled = new HashSet<string>(StringComparer.Ordinal);
        var from = await RevisionAsync(client, cancellationToken);
        await PatchTemplateAsync(client, "metadata", new JsonObject { ["labels"] = new JsonObject { ["scale"] = "relabelled" } }, cancellationToken);
        await WatchAsync(client, ClusterManifest.Machines, from, found =>
        {
            if (found.Metadata.Labels.GetValueOrDefault("scale") == "relabelled")
            {
                labelled.Add(found.Key.Name);
            }

            return labelled.Count == machines;
        }, cancellationToken);
    }

    private async Task RollOutAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        await PatchTemplateAsync(client, "spec", new JsonObject { ["version"] = ClusterManifest.UpgradedVersion }, cancellationToken);
        await DeploymentAsync(
            client,
            status => (int?)status["upToDateReplicas"] == machines && (int?)status["replicas"] == machines && (int?)status["readyReplicas"] == machines,
            cancellationToken);
    }

    private static Task PatchTemplateAsync(IKubeClient client, string part, JsonObject change, CancellationToken cancellationToken) =>
        client.PatchAsync(
            ClusterManifest.MachineDeployments,
            Deployment,
            KubePatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { [part] = change } } }),
            WriteOptions.Default,
            cancellationToken);

    private static async Task DeploymentAsync(IKubeClient client, Func<JsonNode, bool> isThere, CancellationToken cancellationToken)
    {
        var found = await client.GetAsync(ClusterManifest.MachineDeployments, Deployment, cancellationToken);
        var generation = found.Metadata.Generation;
        await WatchAsync(client, ClusterManifest.MachineDeployments, found.Metadata.ResourceVersion, o => Holds(o.ToJsonObject()), cancellationToken);

        bool Holds(JsonObject deployment) =>
            deployment["status"] is { } status && (long?)status["observedGeneration"] >= generation && isThere(status);
    }

    // Nobody has written for five seconds.
    private static async Task StillAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        for (var (last, now) = (-1L, await RevisionAsync(client, cancellationToken)); last != now;)
        {
            await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
            (last, now) = (now, await RevisionAsync(client, cancellationToken));
        }
    }

    private static async Task<long> RevisionAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        var list = await client.ListAsync(ClusterManifest.Clusters, Namespace, ListOptions.All, cancellationToken);
        return long.Parse(list.ResourceVersion, CultureInfo.InvariantCulture);
    }

    private static Task WatchAsync(IKubeClient client, ResourceType type, long from, Func<KubeObject, bool> isLast, CancellationToken cancellationToken) =>
        WatchAsync(client, type, from.ToString(CultureInfo.InvariantCulture), isLast, cancellationToken);

    private static async Task WatchAsync(
        IKubeClient client, ResourceType type, string from, Func<KubeObject, bool> isLast, CancellationToken cancellationToken)
    {
        while (true)
        {
            await foreach (var change in client.WatchAsync(type, Namespace, new WatchOptions { ResourceVersion = from }, cancellationToken))
            {
                from = change.Object.Metadata.ResourceVersion;
                if (change.Type != WatchEventType.Bookmark && isLast(change.Object))
                {
                    return;
                }
            }
        }
    }
}
