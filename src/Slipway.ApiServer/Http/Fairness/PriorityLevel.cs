namespace Slipway.ApiServer.Http.Fairness;

/// <summary>Whose requests come first when the server has more than it can do.</summary>
internal enum PriorityLevel
{
    /// <summary>Everybody else.</summary>
    Workload,

    /// <summary>What keeps a cluster alive: its own components and nodes.</summary>
    System,
}
