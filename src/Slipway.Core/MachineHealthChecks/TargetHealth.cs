namespace Slipway.Core.MachineHealthChecks;

/// <summary>How a Machine was found to be.</summary>
internal abstract record TargetHealth
{
    private TargetHealth()
    {
    }

    /// <summary>It has a Node, and nothing is wrong with either.</summary>
    public sealed record Healthy : TargetHealth;

    /// <summary>Nothing can be said yet, or it is on its way out: neither healthy nor to be remediated.</summary>
    public sealed record Open : TargetHealth;

    /// <summary>Something is wrong that is tolerated for a while longer.</summary>
    /// <param name="Left">How long.</param>
    public sealed record Suspect(TimeSpan Left) : TargetHealth;

    /// <summary>It is to be remediated.</summary>
    /// <param name="Reason">The reason in CamelCase.</param>
    /// <param name="Message">What is wrong.</param>
    /// <param name="DeprecatedReason">The reason as v1beta1 named it.</param>
    /// <param name="DeprecatedMessage">What v1beta1 said.</param>
    public sealed record Unhealthy(string Reason, string Message, string DeprecatedReason, string DeprecatedMessage) : TargetHealth;
}
