using Slipway.ControllerRuntime.Caching;
using Slipway.Core.Clusters;
using Slipway.Core.Tests.MachineHealthChecks;
using Slipway.Kubernetes.Client;

namespace Slipway.Core.Tests.Machines;

/// <summary>A connection to a server that refuses all requests.</summary>
internal sealed class RefusingCluster : IWorkloadCluster
{
    public IKubeClient Client { get; } = new RefusingClient();

    public IObjectReader Cache => throw new NotSupportedException();
}
