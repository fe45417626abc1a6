using System.Diagnostics;
using System.Text;

namespace Slipway.Kubeadm.Tests.Support;

/// <summary>Programs of others that tests try results on.</summary>
internal static class Programs
{
    /// <summary>A program on PATH, or among those that eng/test-tools brings; null where it is not at hand.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append(Path.Combine(Repository.Root, "artifacts", "tools", "usr", "bin"))
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end. What it wrote to its error stream is told only when it failed.</summary>
    public static async Task<(int Status, string Output)> RunAsync(
        string program, string[] arguments, string input = "", string folder = "", params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = folder, StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await error);
    }

    /// <summary>Gives a text as a file to whoever wants one.</summary>
    public static async Task<T> WithFileAsync<T>(string text, Func<string, Task<T>> use)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text);
            return await use(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
