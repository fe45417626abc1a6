using System.Globalization;
using Slipway.Kubernetes.Client;

namespace Slipway.Scale;

/// <summary>What a plane tells of itself at <c>/metrics</c>.</summary>
/// <param name="Objects">Objects of all kinds in its database.</param>
/// <param name="Reads">Requests by which its controllers have read it.</param>
/// <param name="Probes">Requests by which its controllers have read workload clusters, signs of life among them.</param>
internal sealed record PlaneFigures(long Objects, long Reads, long Probes)
{
    public static async Task<PlaneFigures> ReadAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        var lines = (await client.GetRawAsync("/metrics", cancellationToken)).Split('\n');
        var reads = lines
            .Where(l => l.StartsWith("rest_client_requests_total{", StringComparison.Ordinal) && l.Contains("method=\"GET\"", StringComparison.Ordinal))
            .ToLookup(l => l.Contains("host=\"in-process\"", StringComparison.Ordinal));
        return new(
            Sum(lines.Where(l => l.StartsWith("apiserver_resource_objects{", StringComparison.Ordinal))), Sum(reads[true]), Sum(reads[false]));
    }

    private static long Sum(IEnumerable<string> lines) =>
        lines.Sum(l => (long)double.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
