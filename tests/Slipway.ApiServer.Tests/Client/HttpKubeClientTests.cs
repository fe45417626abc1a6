using System.Net.Sockets;
using Slipway.ApiServer.Tests.Planes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Client;

public sealed class HttpKubeClientTests : KubeClientContract
{
    private int _connections;

    [Fact]
    public async Task PortForward_SharesTheConnectionOfOtherRequests()
    {
        await CreatePodAsync();
        await using var one = await Client.PortForwardAsync(Key("p"), 7, Deadline);
        await using var other = await Client.PortForwardAsync(Key("p"), 7, Deadline);
        await Client.GetAsync((ResourceType)BuiltInTypes.Pod, Key("p"), Deadline);

        Assert.Equal(1, _connections);
    }

    private protected override IKubeClient CreateClient(TestPlane plane)
    {
        var connection = KubeConnection.FromKubeconfigFile(plane.KubeconfigPath);
        return new HttpKubeClient(connection, new HttpKubeClientOptions { Connect = token => ConnectAsync(connection.Server, token) });
    }

    private async ValueTask<Stream> ConnectAsync(Uri server, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _connections);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Host, server.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
