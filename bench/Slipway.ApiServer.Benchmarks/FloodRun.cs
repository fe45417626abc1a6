using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Pki;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Benchmarks;

/// <summary>
/// What one client in a tight loop, on many connections, does to another program of the same user and to a controller in the server's
/// process: their latencies without it, with it, and with it and places for everybody, which is to say without fair queueing.
/// </summary>
internal static class FloodRun
{
    private const int Objects = 500;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(TextWriter output)
    {
        await MeasureAsync(output, "fair queueing", options => options);
        await MeasureAsync(output, "places for all", options => options with { MaxReadsInFlight = 100_000, MaxWritesInFlight = 100_000 });
    }

    private static async Task MeasureAsync(TextWriter output, string title, Func<ApiServerFrontOptions, ApiServerFrontOptions> configure)
    {
        var directory = Directory.CreateTempSubdirectory("slipway-flood-");
        var (time, random, loggers) = (TimeProvider.System, new CryptographicRandomSource(), NullLoggerFactory.Instance);
        var engine = await ApiServerEngine.OpenAsync(VersionedStore.InMemory(time), new ApiServerOptions(), time, random, null, default);
        await using var host = await ApiServerHost.StartAsync(time, loggers, default);
        var pki = PlanePki.LoadOrCreate(directory.FullName, time);
        var front = new ApiServerFront(configure(new ApiServerFrontOptions { Engine = engine, Time = time, Random = random, Loggers = loggers }));
        var endpoint = host.AddEndpoint(new EndpointOptions
        {
            Name = "flood", Certificate = pki.IssueServer(), ClientAuthoritiesPem = pki.Authority.CertificatePem, Handler = front.HandleAsync,
        });
        var kubeconfig = Path.Combine(directory.FullName, "kubeconfig");
        PrivateFile.Write(kubeconfig, pki.AdminKubeconfig(new Uri($"https://127.0.0.1:{endpoint.Port}")).ToYaml());
        var inProcess = new InProcessKubeClient(engine, RequestUser.Internal);
        for (var i = 0; i < Objects; i++)
        {
            await inProcess.CreateAsync(BuiltInTypes.ConfigMap, ConfigMap(i), WriteOptions.Default, default);
        }

        using var http = new HttpKubeClient(KubeConnection.FromKubeconfigFile(kubeconfig));
        await output.WriteLineAsync($"{title}: quiet");
        await WorkAsync(output, http, inProcess);
        using var flood = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["flood-client", kubeconfig]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        await flood.StandardOutput.ReadLineAsync();
        await output.WriteLineAsync($"{title}: flooded");
        await WorkAsync(output, http, inProcess);
        flood.Kill();
        await output.WriteLineAsync((await flood.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault());
        directory.Delete(recursive: true);
    }

    private static async Task WorkAsync(TextWriter output, HttpKubeClient http, InProcessKubeClient inProcess)
    {
        var end = Stopwatch.GetTimestamp() + (long)(Measured.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(LoopAsync("another program over HTTPS", http, 0), LoopAsync("a controller in the process", inProcess, 1));

        async Task LoopAsync(string who, IKubeClient client, int index)
        {
            var latencies = new List<double>();
            while (Stopwatch.GetTimestamp() < end)
            {
                var start = Stopwatch.GetTimestamp();
                var key = new ObjectKey("default", $"cm-{index}");
                await client.GetAsync(BuiltInTypes.ConfigMap, key, default);
                var patch = KubePatch.Merge(new JsonObject { ["data"] = new JsonObject { ["n"] = latencies.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) } });
                await client.PatchAsync(BuiltInTypes.ConfigMap, key, patch, WriteOptions.Default, default);
                latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                await Task.Delay(1);
            }

            latencies.Sort();
            await output.WriteLineAsync(
                $"  {who}: {latencies.Count} get+patch, p50 {latencies[latencies.Count / 2]:F2} ms, p99 {latencies[latencies.Count * 99 / 100]:F2} ms, max {latencies[^1]:F2} ms");
        }
    }

    private static JsonObject ConfigMap(int index) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = $"cm-{index}", ["namespace"] = "default" },
        ["data"] = new JsonObject { ["x"] = new string('x', 1000) },
    };
}
