using System.Globalization;

namespace Slipway.Scale;

/// <summary>What a run took.</summary>
internal sealed record ManyClustersResult
{
    public required int Clusters { get; init; }

    public required TimeSpan Wall { get; init; }

    public required TimeSpan Cpu { get; init; }

    public required double PeakMemoryMiB { get; init; }

    /// <summary>Time from a cluster's creation to ready, one a cluster, ascending.</summary>
    public required IReadOnlyList<TimeSpan> TimesToReady { get; init; }

    /// <summary>Committed writes of the management plane: its resourceVersion counts them.</summary>
    public required long Writes { get; init; }

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        clusters              {Clusters}
        wall                  {Wall.TotalSeconds:F1} s
        CPU                   {Cpu.TotalSeconds:F1} s, {Cpu.TotalSeconds / Clusters:F3} s a cluster
        peak memory           {PeakMemoryMiB:F0} MiB
        time to ready         p50 {Percentile(50).TotalSeconds:F1} s, p99 {Percentile(99).TotalSeconds:F1} s
        API writes a cluster  {(double)Writes / Clusters:F1}
        """);

    private TimeSpan Percentile(int percent) => TimesToReady[Math.Min(TimesToReady.Count - 1, TimesToReady.Count * percent / 100)];
}
