using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Cli.Plane;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Benchmarks;

/// <summary>Creates control planes of one in-memory machine and waits until each is Available; prints the providers' CPU.</summary>
internal sealed class ControlPlanesRun(TextWriter output)
{
    // As many people, or pipelines, applying manifests side by side.
    private const int Creators = 4;

    // What the runtime's compiler does about a method it does once or twice: most of that is behind after these.
    private const int WarmUp = 200;

    private static ResourceType Type => Api.KubeadmTypes.KubeadmControlPlane;

    public async Task RunAsync(int count, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("slipway-bench-");
        try
        {
            await using var plane = await Child.StartAsync(Child.RestOfPlane, directory.FullName, cancellationToken);
            var kubeconfig = new DataDirectory(directory.FullName).Kubeconfig;
            await using var providers = await Child.StartAsync(Child.KubeadmProviders, kubeconfig, cancellationToken);
            using var client = new HttpKubeClient(KubeConnection.FromKubeconfigFile(kubeconfig));

            await CreateAsync(client, "warm", WarmUp, cancellationToken);
            var (cpu, planeCpu, clock) = (providers.Cpu, plane.Cpu, Stopwatch.StartNew());
            var keys = await KeysAsync(client, cancellationToken);
            await CreateAsync(client, "c", count, cancellationToken);
            cpu = providers.Cpu - cpu;
            keys = await KeysAsync(client, cancellationToken) - keys;
            var generation = CostOf(keys);

            double Each(TimeSpan all) => all.TotalMilliseconds / count;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                {count} control planes in {clock.Elapsed.TotalSeconds:0.0} s
                CPU of the kubeadm providers: {Each(cpu):0.0} ms each
                of which {keys / (double)count:0.0} keys take {Each(generation):0.0} ms each
                CPU of everything else: {Each(plane.Cpu - planeCpu):0.0} ms each
                """));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task CreateAsync(HttpKubeClient client, string prefix, int count, CancellationToken cancellationToken)
    {
        var before = await client.ListAsync(Type, "default", ListOptions.All, cancellationToken);
        var ready = WaitAsync(client, before.ResourceVersion, count, cancellationToken);
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Creators, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                foreach (var (type, body) in ControlPlaneManifest.Of($"{prefix}{i}"))
                {
                    await client.CreateAsync(type, body, WriteOptions.Default, token);
                }
            });
        await ready;
    }

    private static async Task WaitAsync(HttpKubeClient client, string revision, int count, CancellationToken cancellationToken)
    {
        var ready = new HashSet<string>(StringComparer.Ordinal);
        while (ready.Count < count)
        {
            var watch = client.WatchAsync(Type, "default", new WatchOptions { ResourceVersion = revision }, cancellationToken);
            await foreach (var change in watch)
            {
                revision = change.Object.Metadata.ResourceVersion;
                if (IsAvailable(change.Object.ToJsonObject()) && ready.Add(change.Object.Key.Name) && ready.Count == count)
                {
                    break;
                }
            }
        }
    }

    private static bool IsAvailable(JsonObject controlPlane) =>
        controlPlane["status"]?["conditions"] is JsonArray conditions
        && conditions.Any(c => (string?)c!["type"] == "Available" && (string?)c["status"] == "True");

    // Each of these Secrets holds one private key: four authorities and the kubeconfig.
    private static async Task<int> KeysAsync(HttpKubeClient client, CancellationToken cancellationToken)
    {
        var secrets = await client.ListAsync(BuiltInTypes.Secret, "default", ListOptions.All, cancellationToken);
        return secrets.Items.Count(s => (string?)s.ToJsonObject()["type"] == "cluster.x-k8s.io/secret");
    }

    private static TimeSpan CostOf(int keys)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < keys; i++)
        {
            CertificateFactory.CreateKeyPair();
        }

        return Process.GetCurrentProcess().TotalProcessorTime - before;
    }
}
