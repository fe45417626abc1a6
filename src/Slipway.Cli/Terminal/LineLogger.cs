using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Slipway.Cli.Terminal;

/// <summary>One category of a <see cref="LineLoggerFactory"/>.</summary>
internal sealed class LineLogger(TextWriter output, LogLevel minimum, TimeProvider time, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var trouble = exception is null ? "" : $" {exception}";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{now:yyyy-MM-ddTHH:mm:ss.fffZ} {Name(logLevel)} {category}: {formatter(state, exception)}{trouble}"));
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "warn ",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
