using System.Diagnostics;
using System.Globalization;
using Slipway.Kubernetes.Http;

namespace Slipway.Scale;

/// <summary>The management plane under test, in a process and a data directory of its own.</summary>
internal sealed class PlaneProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _directory;

    private PlaneProcess(Process process, string directory)
    {
        _process = process;
        _directory = directory;
    }

    private string Kubeconfig => Path.Combine(_directory, "kubeconfig");

    /// <summary>CPU time of all its threads so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory it has had resident, in MiB (Linux' VmHWM).</summary>
    public double PeakMemoryMiB
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static async Task<PlaneProcess> StartAsync(string program, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("slipway-scale-").FullName;
        var start = new ProcessStartInfo(program, ["up", "--data-dir", directory, "--port", "0"]) { UseShellExecute = false, RedirectStandardOutput = true };
        var plane = new PlaneProcess(Process.Start(start)!, directory);
        plane._process.OutputDataReceived += (_, _) => { };
        plane._process.BeginOutputReadLine();

        // The kubeconfig is written last, when the plane is ready.
        while (!File.Exists(plane.Kubeconfig))
        {
            if (plane._process.HasExited)
            {
                throw new InvalidOperationException($"the plane ended with exit code {plane._process.ExitCode}");
            }

            await Task.Delay(10, cancellationToken);
        }

        return plane;
    }

    /// <summary>A client of its HTTPS API.</summary>
    public HttpKubeClient Connect() => new(KubeConnection.FromKubeconfigFile(Kubeconfig));

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
