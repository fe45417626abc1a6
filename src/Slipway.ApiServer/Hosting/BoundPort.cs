using System.Net;
using System.Net.Sockets;

namespace Slipway.ApiServer.Hosting;

/// <summary>A socket that has a port of the loopback, and does not listen.</summary>
internal static class BoundPort
{
    /// <summary>Takes a port; null when another has it.</summary>
    /// <param name="port">The port.</param>
    /// <param name="wasOurs">Whether connections of before that are still closing do not count.</param>
    public static IDisposable? TryTake(int port, bool wasOurs)
    {
        // .NET lets every TCP socket share its port with others that do not listen (SO_REUSEADDR), and two clusters would
        // reserve the same. A stream socket of unspecified protocol is TCP too, and alone at its port.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, wasOurs ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
