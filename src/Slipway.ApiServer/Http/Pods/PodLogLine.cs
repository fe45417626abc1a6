namespace Slipway.ApiServer.Http.Pods;

/// <summary>A line of a container's log.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="Text">The line, without its end.</param>
public sealed record PodLogLine(DateTimeOffset Time, string Text);
