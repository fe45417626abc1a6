namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Types of a DevCluster's conditions.</summary>
public static class DevClusterConditions
{
    /// <summary>The summary of the others.</summary>
    public const string Ready = "Ready";

    /// <summary>The load balancer container runs.</summary>
    public const string LoadBalancerAvailable = "LoadBalancerAvailable";

    /// <summary>Controllers leave the object alone. Good when False.</summary>
    public const string Paused = "Paused";
}
