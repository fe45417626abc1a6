using Slipway.ControllerRuntime.Caching;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Client;

namespace Slipway.Core.Tests.Machines;

/// <summary>A connection that nobody may use.</summary>
internal sealed class NoCluster : IWorkloadCluster
{
    public IKubeClient Client => throw new NotSupportedException();

    public IObjectReader Cache => throw new NotSupportedException();
}
