namespace Slipway.ApiServer.Spdy;

/// <summary>What one client may make of one connection.</summary>
internal sealed record SpdyLimits
{
    /// <summary>Streams that are open at once; more are refused. Each forwarded TCP connection takes two.</summary>
    public int MaxStreams { get; init; } = 256;

    /// <summary>The payload of a control frame, in bytes.</summary>
    public int MaxControlBytes { get; init; } = 16 * 1024;

    /// <summary>The headers of a stream once they are decompressed, in bytes.</summary>
    public int MaxHeaderBytes { get; init; } = 32 * 1024;

    /// <summary>What is kept of a stream that nobody reads, in bytes; then the connection waits, for SPDY in Kubernetes has no other flow control.</summary>
    public int MaxUnreadBytes { get; init; } = 32 * 1024;

    /// <summary>How long a connection may be without a frame in either direction. The kubelet's default.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(4);
}
