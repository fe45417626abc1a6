namespace Slipway.EndToEnd.Tests.Ladder;

/// <summary>The versions that a cluster goes through when it follows Kubernetes for nine years, a minor at a time.</summary>
internal static class VersionLadder
{
    public const string First = "v1.17.3";

    /// <summary>What it is upgraded to, in order.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["v1.17.5", .. Enumerable.Range(18, 36 - 18 + 1).Select(minor => $"v1.{minor}.1")];
}
