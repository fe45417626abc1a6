using Microsoft.Extensions.Logging;

namespace Slipway.Cli.Terminal;

/// <summary>Writes log entries as lines: time, level, category, text.</summary>
internal sealed class LineLoggerFactory(TextWriter output, LogLevel minimum, TimeProvider time) : ILoggerFactory
{
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    public ILogger CreateLogger(string categoryName) => new LineLogger(_output, minimum, time, categoryName);

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("there is one place to log to: the lines");

    public void Dispose() => _output.Flush();
}
