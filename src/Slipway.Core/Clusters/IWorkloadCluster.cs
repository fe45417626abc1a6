using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Client;

namespace Slipway.Core.Clusters;

/// <summary>One connected workload cluster.</summary>
public interface IWorkloadCluster
{
    /// <summary>Reads and writes of the cluster itself.</summary>
    IKubeClient Client { get; }

    /// <summary>What watches have told of the cluster; the first read of a kind starts its watch.</summary>
    IObjectReader Cache { get; }
}
