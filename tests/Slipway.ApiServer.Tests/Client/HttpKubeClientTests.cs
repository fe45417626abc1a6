using Slipway.ApiServer.Tests.Planes;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Tests.Client;

public sealed class HttpKubeClientTests : KubeClientContract
{
    private protected override IKubeClient CreateClient(TestPlane plane) => plane.CreateClient();
}
