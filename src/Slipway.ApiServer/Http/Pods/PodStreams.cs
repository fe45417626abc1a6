namespace Slipway.ApiServer.Http.Pods;

/// <summary>Where a command reads and writes. What the client did not ask for is <see cref="Stream.Null"/>.</summary>
/// <param name="Input">What the client types; it ends when the client has no more.</param>
/// <param name="Output">What the client is shown.</param>
/// <param name="Errors">What the client is shown as errors.</param>
public sealed record PodStreams(Stream Input, Stream Output, Stream Errors);
