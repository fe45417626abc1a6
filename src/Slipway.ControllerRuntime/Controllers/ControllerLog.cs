using Microsoft.Extensions.Logging;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Controllers;

internal static partial class ControllerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Controller} started with {Workers} workers")]
    public static partial void Started(this ILogger logger, string controller, int workers);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Controller} {Key}: the watches have not shown the last writes within {Ceiling}; reading the object from the server")]
    public static partial void Overdue(this ILogger logger, string controller, ObjectKey key, TimeSpan ceiling);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Controller} {Key}: {Passes} passes in a row had effects that changed nothing the cache can see")]
    public static partial void Unsettled(this ILogger logger, string controller, ObjectKey key, int passes);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Controller} {Key}: the pass ended in an exception")]
    public static partial void Panicked(this ILogger logger, Exception exception, string controller, ObjectKey key);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "{Controller}: a source of keys failed; what it would have told is found by resyncs only")]
    public static partial void SourceFailed(this ILogger logger, Exception exception, string controller);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} controllers did not finish within {Limit}; their passes are cancelled")]
    public static partial void Aborted(this ILogger logger, int count, TimeSpan limit);
}
