namespace Slipway.Core.MachineHealthChecks;

/// <summary>What one check says of a Machine that does not pass it.</summary>
/// <param name="Reason">The reason in CamelCase.</param>
/// <param name="Message">What is wrong, once it is for too long; null while it is tolerated.</param>
/// <param name="Left">How long it is tolerated yet.</param>
internal readonly record struct HealthFinding(string Reason, string? Message, TimeSpan Left)
{
    private static readonly TimeSpan Clearly = TimeSpan.FromSeconds(1);

    /// <summary>A fault that counts only when it lasts longer than a time.</summary>
    /// <param name="reason">The reason in CamelCase.</param>
    /// <param name="message">What is wrong then.</param>
    /// <param name="since">Since when it is so.</param>
    /// <param name="timeout">How long it is tolerated.</param>
    /// <param name="now">The time now.</param>
    public static HealthFinding After(string reason, string message, DateTime since, TimeSpan timeout, DateTimeOffset now) =>
        since + timeout < now.UtcDateTime
            ? new HealthFinding(reason, message, TimeSpan.Zero)
            : new HealthFinding(reason, Message: null, since + timeout - now.UtcDateTime + Clearly);
}
