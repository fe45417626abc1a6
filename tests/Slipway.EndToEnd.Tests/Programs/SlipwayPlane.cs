using System.Diagnostics;
using Slipway.Kubernetes.Http;

namespace Slipway.EndToEnd.Tests.Programs;

/// <summary>The real program with a data directory of its own: <c>slipway up</c>, killed and started again as a test wants.</summary>
/// <param name="switches">Further arguments of <c>up</c>.</param>
internal sealed class SlipwayPlane(params string[] switches) : IAsyncDisposable
{
    /// <summary>Names another build of the program than the one beside the tests.</summary>
    private const string ProgramVariable = "SLIPWAY_PROGRAM";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-e2e-").FullName;
    private Process? _process;
    private Task<string>[] _said = [];

    /// <summary>The administrator's.</summary>
    public string Kubeconfig => Path.Combine(_directory, "data", "kubeconfig");

    /// <summary>Starts the plane; when this returns it is ready.</summary>
    public async Task<HttpKubeClient> UpAsync()
    {
        _process = StartUp();
        using var limit = new CancellationTokenSource(Limit);

        // The first line says that the plane is ready; an end of the output, that there will be none.
        var line = await _process.StandardOutput.ReadLineAsync(limit.Token);
        Assert.True(line is not null, line is null ? await _process.StandardError.ReadToEndAsync(limit.Token) : "");
        _said = [_process.StandardOutput.ReadToEndAsync(CancellationToken.None), _process.StandardError.ReadToEndAsync(CancellationToken.None)];
        return new HttpKubeClient(KubeConnection.FromKubeconfigFile(Kubeconfig));
    }

    /// <summary>Starts the plane and kills it before or after it is ready.</summary>
    public async Task KillWhileStartingAsync(TimeSpan after)
    {
        _process = StartUp();
        _said = [_process.StandardOutput.ReadToEndAsync(CancellationToken.None), _process.StandardError.ReadToEndAsync(CancellationToken.None)];
        await Task.Delay(after, TimeProvider.System, TestContext.Current.CancellationToken);
        await KillAsync();
    }

    /// <summary>Kills the plane, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        using var process = _process!;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Concat(await Task.WhenAll(_said)));
    }

    /// <summary>Runs a command of the program to its end.</summary>
    public async Task<string> RunAsync(string? input, params string[] arguments)
    {
        using var process = Start([.. arguments, "--kubeconfig", Kubeconfig]);
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, await output + await errors);
        return await output;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private Process StartUp() => Start(["up", "--data-dir", Path.Combine(_directory, "data"), "--port", "0", .. switches]);

    private static Process Start(params IEnumerable<string> arguments)
    {
        var program = Environment.GetEnvironmentVariable(ProgramVariable) ?? Path.Combine(AppContext.BaseDirectory, "slipway");
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
