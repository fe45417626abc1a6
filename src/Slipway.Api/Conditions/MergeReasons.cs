using Slipway.Api.Shared;

namespace Slipway.Api.Conditions;

/// <summary>The reason of a merged condition, by what was found.</summary>
/// <param name="Issue">At least one issue.</param>
/// <param name="Unknown">No issue, but something unknown.</param>
/// <param name="Info">Neither.</param>
public sealed record MergeReasons(string Issue, string Unknown, string Info)
{
    /// <summary>For conditions named Ready or MachinesReady.</summary>
    public static MergeReasons Ready { get; } = new(ConditionReasons.NotReady, ConditionReasons.ReadyUnknown, ConditionReasons.Ready);

    /// <summary>For conditions named Available or WorkersAvailable.</summary>
    public static MergeReasons Available { get; } =
        new(ConditionReasons.NotAvailable, ConditionReasons.AvailableUnknown, ConditionReasons.Available);

    /// <summary>For conditions named UpToDate or MachinesUpToDate.</summary>
    public static MergeReasons UpToDate { get; } =
        new(ConditionReasons.NotUpToDate, ConditionReasons.UpToDateUnknown, ConditionReasons.UpToDate);

    internal string For(MergePriority priority) => priority switch
    {
        MergePriority.Issue => Issue,
        MergePriority.Unknown => Unknown,
        _ => Info,
    };
}
