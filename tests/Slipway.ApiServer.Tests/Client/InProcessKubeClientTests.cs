using Slipway.ApiServer.Client;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Tests.Planes;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Tests.Client;

public sealed class InProcessKubeClientTests : KubeClientContract
{
    private protected override IKubeClient CreateClient(TestPlane plane) => new InProcessKubeClient(plane.Engine, RequestUser.Internal);
}
