namespace Slipway.Api.Shared;

/// <summary>What a taint does to Pods that do not tolerate it.</summary>
public static class TaintEffect
{
    /// <summary>New Pods are not put on the Node.</summary>
    public const string NoSchedule = "NoSchedule";

    /// <summary>New Pods are put elsewhere where possible.</summary>
    public const string PreferNoSchedule = "PreferNoSchedule";

    /// <summary>New Pods are not put there and running ones are evicted.</summary>
    public const string NoExecute = "NoExecute";
}
