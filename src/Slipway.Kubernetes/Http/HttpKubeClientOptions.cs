namespace Slipway.Kubernetes.Http;

/// <summary>How a client speaks to its server.</summary>
public sealed record HttpKubeClientOptions
{
    /// <summary>What the client calls itself; what stands before the slash is the server's default field manager.</summary>
    public string UserAgent { get; init; } = "slipway/0.1";

    /// <summary>How long any request but a watch may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long connecting may take, the TLS handshake included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most connections held at once; HTTP/2 has many requests on each.</summary>
    public int MaxConnections { get; init; } = 8;

    /// <summary>The largest answer that is read, in bytes; a larger one is an <see cref="IOException"/>.</summary>
    public int MaxAnswerBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Opens connections in place of a socket, such as a tunnel; null for TCP to the server's host and port.</summary>
    public Func<CancellationToken, ValueTask<Stream>>? Connect { get; init; }
}
