namespace Slipway.Core.Clusters;

/// <summary>What came of asking a cluster for a sign of life.</summary>
/// <param name="Problem">Why there was no good answer; null when there was one.</param>
/// <param name="IsUnauthorized">The kubeconfig is good no more.</param>
/// <param name="IsSilent">Nothing came at all: what the question went through may be dead without knowing it.</param>
internal readonly record struct ProbeAnswer(string? Problem, bool IsUnauthorized, bool IsSilent)
{
    /// <summary>It answered.</summary>
    public static ProbeAnswer Alive => default;
}
