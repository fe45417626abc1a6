using System.Diagnostics;

namespace Slipway.Cli.Benchmarks;

/// <summary>This program again, with another part; it ends when it is disposed, and when this process is killed.</summary>
internal sealed class Child : IAsyncDisposable
{
    /// <summary>A management plane without the kubeadm providers.</summary>
    public const string RestOfPlane = "rest-of-plane";

    /// <summary>The kubeadm providers alone.</summary>
    public const string KubeadmProviders = "kubeadm-providers";

    private readonly Process _process;

    private Child(Process process) => _process = process;

    /// <summary>CPU time of all its threads so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<Child> StartAsync(string part, string argument, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [part, argument])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var child = new Child(Process.Start(start)!);
        _ = await child._process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException($"'{part}' ended before it was ready");
        return child;
    }

    /// <summary>In the child: says that it is ready, and waits for its end.</summary>
    public static Task ServeAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("ready");

        // The console reads only blocking: on a thread of its own, none of the pool's.
        return Task.Factory.StartNew(Console.In.ReadToEnd, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
