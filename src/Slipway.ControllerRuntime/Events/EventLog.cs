using Microsoft.Extensions.Logging;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Events;

internal static partial class EventLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The event {Reason} about {Key} was not written: {Cause}")]
    public static partial void NotWritten(this ILogger logger, string reason, ObjectKey key, string cause);
}
