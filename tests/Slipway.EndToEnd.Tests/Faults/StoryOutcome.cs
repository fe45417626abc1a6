namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>What happened in a story.</summary>
/// <param name="Happened">What went wrong, in order.</param>
/// <param name="Writes">The writes of the last life.</param>
internal sealed record StoryOutcome(IReadOnlyList<string> Happened, int Writes);
