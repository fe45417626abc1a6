using Microsoft.Extensions.Logging;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

internal static partial class ClusterCacheLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to workload cluster {Cluster}")]
    public static partial void Connected(this ILogger logger, ObjectKey cluster);

    [LoggerMessage(Level = LogLevel.Information, Message = "Disconnected from workload cluster {Cluster}: {Reason}")]
    public static partial void Disconnected(this ILogger logger, ObjectKey cluster, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Workload cluster {Cluster} does not answer: {Problem}")]
    public static partial void NoAnswer(this ILogger logger, ObjectKey cluster, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The connection to workload cluster {Cluster} failed in an unforeseen way")]
    public static partial void Unforeseen(this ILogger logger, Exception exception, ObjectKey cluster);
}
