namespace Slipway.Cel.Costs;

/// <summary>What is known of a local variable.</summary>
internal sealed record LocalSize(IReadOnlyList<string> Path, CelSizeEstimate? Size, EntrySize? Entry);
