using System.Diagnostics;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Sqlite;

namespace Slipway.ApiServer.Benchmarks;

/// <summary>Durable commits a second, each on disk before its answer, by 1, 16 and 64 writers.</summary>
internal static class CommitThroughput
{
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(TextWriter output)
    {
        foreach (var writers in new[] { 1, 16, 64 })
        {
            var directory = Directory.CreateTempSubdirectory("slipway-bench-");
            try
            {
                await using var database = await SqliteDatabase.OpenAsync(directory.FullName, TimeProvider.System);
                var store = await database.OpenSpaceAsync("bench");
                var cpu = Process.GetCurrentProcess().TotalProcessorTime;
                var watch = Stopwatch.StartNew();
                await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => WriteAsync(store, writer, watch)));
                var commits = store.Revision - 1;
                cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
                await output.WriteLineAsync(
                    $"{writers,3} writers: {commits / watch.Elapsed.TotalSeconds:N0} commits/s, {cpu.TotalMicroseconds / commits:N0} µs CPU a commit");
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        }
    }

    private static async Task WriteAsync(VersionedStore store, int writer, Stopwatch watch)
    {
        var current = (await store.CommitAsync(StoreWrite.Create(Samples.Key(writer), Samples.Machine))).Object!;
        while (watch.Elapsed < Measured)
        {
            current = (await store.CommitAsync(StoreWrite.Update(current.Key, current.Revision, Samples.Machine))).Object!;
        }
    }
}
