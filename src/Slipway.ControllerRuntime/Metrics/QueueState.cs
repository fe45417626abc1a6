namespace Slipway.ControllerRuntime.Metrics;

/// <summary>A queue as it is now.</summary>
/// <param name="Depth">Keys ready to be taken.</param>
/// <param name="Unfinished">Time spent on keys that workers have, added up.</param>
/// <param name="Longest">Time spent on the key that a worker has had for longest.</param>
internal sealed record QueueState(int Depth, TimeSpan Unfinished, TimeSpan Longest);
