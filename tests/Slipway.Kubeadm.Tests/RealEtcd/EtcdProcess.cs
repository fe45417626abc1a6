using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Slipway.Kubeadm.Tests.RealEtcd;

/// <summary>A member that runs: clients reach it at a Unix socket, which no network fault touches.</summary>
internal sealed class EtcdProcess : IAsyncDisposable
{
    /// <summary>The socket's name in the member's folder: a name that its certificate holds.</summary>
    public const string Socket = "localhost:0";

    private readonly Process _process;
    private readonly string _socket;

    private EtcdProcess(Process process, string socket) => (_process, _socket) = (process, socket);

    /// <summary>Starts it; it is ready as soon as the others let it.</summary>
    /// <param name="program">What runs it: etcd, or a program that runs etcd somewhere else.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="arguments">What it is told besides.</param>
    public static EtcdProcess Start(IReadOnlyList<string> program, string name, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program[0]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        string[] all =
        [
            .. program.Skip(1), "--name", name, "--data-dir", "data", "--listen-client-urls", $"unixs://{Socket}", "--advertise-client-urls", $"https://{name}:2379",
            "--heartbeat-interval", "50", "--election-timeout", "500", "--logger", "zap", .. arguments,
        ];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var log = new StreamWriter(Path.Combine(folder, "log")) { AutoFlush = true };
        process.ErrorDataReceived += (_, line) => log.WriteLine(line.Data);
        process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new(process, Path.Combine(folder, Socket));
    }

    public async ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new System.Net.Sockets.Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), cancellationToken);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"connection refused: {e.SocketErrorCode}", e);
        }

        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Its machine is lost.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>It stands still, with all its connections open.</summary>
    public async Task FreezeAsync()
    {
        using var kill = Process.Start("kill", ["-STOP", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
