using System.Diagnostics;
using System.Globalization;

namespace Slipway.ApiServer.Metrics;

/// <summary>What the process uses, under the names that Prometheus' client libraries give it.</summary>
public sealed class ProcessMetrics : IMetricSource
{
    /// <inheritdoc/>
    public void Write(MetricText text)
    {
        using var process = Process.GetCurrentProcess();
        text.Single("process_cpu_seconds_total", "counter", "CPU time that the process has used.", process.TotalProcessorTime.TotalSeconds);
        text.Single("process_resident_memory_bytes", "gauge", "Memory that the process holds.", process.WorkingSet64);
        text.Single("process_virtual_memory_bytes", "gauge", "Addresses that the process has reserved.", process.VirtualMemorySize64);
        text.Single(
            "process_start_time_seconds",
            "gauge",
            "When the process began, since the Unix epoch.",
            (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
        if (Directory.Exists("/proc/self/fd"))
        {
            text.Single("process_open_fds", "gauge", "Files and sockets that are open.", Directory.EnumerateFileSystemEntries("/proc/self/fd").Count());
        }

        text.Single("dotnet_total_allocated_bytes", "counter", "Bytes allocated on the managed heap.", GC.GetTotalAllocatedBytes());
        text.Single("dotnet_heap_size_bytes", "gauge", "The managed heap after the last collection.", GC.GetGCMemoryInfo().HeapSizeBytes);
        text.Begin("dotnet_collections_total", "counter", "Garbage collections by generation.");
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            text.Sample(
                "dotnet_collections_total",
                GC.CollectionCount(generation),
                ("generation", generation.ToString(CultureInfo.InvariantCulture)));
        }

        text.Single("dotnet_threadpool_queue_length", "gauge", "Work that waits for a thread.", ThreadPool.PendingWorkItemCount);
        text.Single("dotnet_threadpool_threads", "gauge", "Threads of the pool.", ThreadPool.ThreadCount);
    }
}
