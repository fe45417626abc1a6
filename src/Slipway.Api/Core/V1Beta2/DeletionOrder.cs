namespace Slipway.Api.Core.V1Beta2;

/// <summary>Which Machine goes first on scale down.</summary>
public static class DeletionOrder
{
    /// <summary>Any Machine.</summary>
    public const string Random = "Random";

    /// <summary>The youngest Machine.</summary>
    public const string Newest = "Newest";

    /// <summary>The oldest Machine.</summary>
    public const string Oldest = "Oldest";
}
