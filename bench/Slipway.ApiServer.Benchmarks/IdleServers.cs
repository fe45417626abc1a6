using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Benchmarks;

/// <summary>What API servers cost that nobody asks anything: a thousand of them in one process, each with the objects of a new cluster.</summary>
internal static class IdleServers
{
    private const int Servers = 1000;

    public static async Task RunAsync(TextWriter output)
    {
        await using var background = new EngineBackground(NullLogger<EngineBackground>.Instance);
        var engines = new List<ApiServerEngine> { await OpenAsync(background) };
        var before = Measure();
        var clock = Stopwatch.GetTimestamp();
        while (engines.Count <= Servers)
        {
            engines.Add(await OpenAsync(background));
        }

        var opening = Stopwatch.GetElapsedTime(clock);
        var after = Measure();
        GC.KeepAlive(engines);
        await output.WriteLineAsync(
            $"{Servers} idle API servers: {(after.Managed - before.Managed) / Servers / 1024.0:0.0} KiB managed and "
            + $"{(after.Resident - before.Resident) / Servers / 1024.0:0.0} KiB resident each, {after.Timers - before.Timers} timers and "
            + $"{after.Threads - before.Threads} threads more, opened in {opening.TotalMilliseconds / Servers:0.00} ms each");
    }

    private static async Task<ApiServerEngine> OpenAsync(EngineBackground background) => await ApiServerEngine.OpenAsync(
        VersionedStore.InMemory(TimeProvider.System),
        new ApiServerOptions(),
        TimeProvider.System,
        new CryptographicRandomSource(),
        background,
        CancellationToken.None);

    private static (long Managed, long Resident, long Timers, int Threads) Measure()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64, Timer.ActiveCount, process.Threads.Count);
    }
}
