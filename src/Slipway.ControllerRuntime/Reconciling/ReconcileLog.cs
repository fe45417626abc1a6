using Microsoft.Extensions.Logging;
using Slipway.ControllerRuntime.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

internal static partial class ReconcileLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Controller} {Key}: {Phase}: {Effect}: {Why}")]
    public static partial void Applying(this ILogger logger, string controller, ObjectKey key, string phase, string effect, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Controller} {Key}: {Phase}: {Effect} failed with {Code}: {Reason}")]
    public static partial void EffectFailed(
        this ILogger logger,
        string controller,
        ObjectKey key,
        string phase,
        string effect,
        ErrorCode code,
        string reason,
        Exception? exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Controller} {Key}: {Phase} failed with {Code}: {Reason}")]
    public static partial void PhaseFailed(
        this ILogger logger, string controller, ObjectKey key, string phase, ErrorCode code, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Controller} {Key}: read an old version; the newer one is awaited")]
    public static partial void Conflicted(this ILogger logger, string controller, ObjectKey key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Controller} {Key}: the pass failed with {Code}: {Reason}")]
    public static partial void PassFailed(
        this ILogger logger, string controller, ObjectKey key, ErrorCode code, string reason, Exception? exception);
}
