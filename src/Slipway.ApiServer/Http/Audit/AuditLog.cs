using System.Buffers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Slipway.ApiServer.Http.Audit;

/// <summary>
/// Writes what was asked of an API server, and by whom, to a file: a line of <c>audit.k8s.io/v1</c> each, at level Metadata, so that no content
/// of objects is in it. Lines are written in batches, after the request is answered; when the disk does not keep up, requests wait.
/// </summary>
public sealed partial class AuditLog : IAsyncDisposable
{
    private const int MaxWaiting = 10_000;
    private const int BatchBytes = 256 * 1024;

    private readonly Channel<ReadOnlyMemory<byte>> _lines = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private readonly AuditFile _file;
    private readonly ILogger _logger;
    private readonly Task _writing;

    /// <summary>Begins to log.</summary>
    public AuditLog(AuditLogOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _file = new AuditFile(options, time);
        _logger = loggers.CreateLogger<AuditLog>();
        _writing = WriteAsync();
    }

    /// <summary>Takes a line, its newline included.</summary>
    internal ValueTask AddAsync(ReadOnlyMemory<byte> line) => _lines.Writer.WriteAsync(line);

    /// <summary>Writes what is still waiting, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
        _file.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new ArrayBufferWriter<byte>(BatchBytes);
        while (await _lines.Reader.WaitToReadAsync())
        {
            batch.ResetWrittenCount();
            while (batch.WrittenCount < BatchBytes && _lines.Reader.TryRead(out var line))
            {
                batch.Write(line.Span);
            }

            try
            {
                _file.Append(batch.WrittenSpan);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // What could not be written is lost; the server goes on, as it would not help anyone if it stopped.
                _file.Dispose();
                LogFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "audit events could not be written and are lost")]
    private partial void LogFailed(Exception exception);
}
