using Microsoft.Extensions.Logging;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Caching;

internal static partial class InformerLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Listed {Count} {Type} at version {Version}")]
    public static partial void Listed(this ILogger logger, ResourceType type, int count, string version);

    [LoggerMessage(Message = "Cannot list or watch {Type}: {Reason}. Trying again in {Delay}")]
    public static partial void Interrupted(this ILogger logger, LogLevel level, ResourceType type, string reason, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of changes of {Type} failed on {Key}")]
    public static partial void HandlerFailed(this ILogger logger, Exception exception, ResourceType type, ObjectKey key);
}
