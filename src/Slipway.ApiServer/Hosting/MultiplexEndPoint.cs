using System.Net;

namespace Slipway.ApiServer.Hosting;

/// <summary>The one address that Kestrel is bound to: it stands for every endpoint of the host.</summary>
internal sealed class MultiplexEndPoint : EndPoint
{
    public override string ToString() => "slipway-endpoints";
}
