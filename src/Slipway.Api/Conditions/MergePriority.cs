namespace Slipway.Api.Conditions;

/// <summary>How much a condition counts when several are merged into one; the smallest value wins.</summary>
public enum MergePriority
{
    /// <summary>Something is wrong.</summary>
    Issue,

    /// <summary>It is not known whether something is wrong.</summary>
    Unknown,

    /// <summary>All is well; there may be something to tell.</summary>
    Info,
}
