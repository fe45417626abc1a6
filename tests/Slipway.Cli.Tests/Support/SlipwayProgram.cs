using System.Diagnostics;

namespace Slipway.Cli.Tests.Support;

/// <summary>Runs the real program, as a user's shell would, on a data directory of its own; a plane that is left running is stopped with it.</summary>
internal sealed class SlipwayProgram : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TempDirectory _directory = new();

    public string DataDirectory => Path.Combine(_directory.Path, "data");

    public string Kubeconfig => Path.Combine(DataDirectory, "kubeconfig");

    public string File(string name, string text) => _directory.File(name, text);

    public Task<ProgramResult> RunAsync(params string[] arguments) => RunAsync(input: "", arguments);

    public async Task<ProgramResult> RunAsync(string input, string[] arguments)
    {
        using var process = Start(arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Starts the program without waiting for its end.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "slipway"))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["SLIPWAY_DATA_DIR"] = DataDirectory;
        start.Environment.Remove("KUBECONFIG");
        return Process.Start(start)!;
    }

    /// <summary>Waits for the program's end.</summary>
    public static async Task<ProgramResult> EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new ProgramResult(process.ExitCode, await output, await error);
    }

    /// <summary>Starts a plane behind the program, at a free port.</summary>
    public async Task UpAsync()
    {
        var up = await RunAsync("up", "--detach", "--port", "0");
        Assert.True(up.ExitCode == 0, up.ToString());
    }

    /// <summary>The process id in the pid file.</summary>
    public int PlaneId() => int.Parse(System.IO.File.ReadAllLines(Path.Combine(DataDirectory, "slipway.pid"))[0]);

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(DataDirectory))
        {
            await RunAsync("down");
        }

        _directory.Dispose();
    }
}
