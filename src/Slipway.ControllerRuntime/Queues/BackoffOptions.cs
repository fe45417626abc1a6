namespace Slipway.ControllerRuntime.Queues;

/// <summary>How the delay of what keeps failing grows: doubled each time up to a ceiling, then shortened at random by up to a half,
/// so that what failed together does not come back together.</summary>
public sealed record BackoffOptions
{
    /// <summary>The delay after the first failure. The default value is 10 ms.</summary>
    public TimeSpan Base { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The longest delay. The default value is 2 minutes.</summary>
    public TimeSpan Ceiling { get; init; } = TimeSpan.FromMinutes(2);
}
