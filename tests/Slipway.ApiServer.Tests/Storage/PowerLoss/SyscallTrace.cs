using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.ApiServer.Tests.Storage.PowerLoss;

/// <summary>Records with strace(1) what a program does to the files of a directory, with the bytes, in the order in which it is done.</summary>
internal static partial class SyscallTrace
{
    private const string Program = "/usr/bin/strace";
    private const string Traced =
        "openat,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate,copy_file_range,sendfile,fsync,fdatasync,"
        + "rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="start">The program.</param>
    /// <param name="directory">Only what is below it is recorded.</param>
    /// <param name="output">A file for the recording.</param>
    public static async Task<List<FileOperation>> RecordAsync(ProcessStartInfo start, string directory, string output)
    {
        Assert.SkipUnless(File.Exists(Program), "the recording of file operations needs strace");
        string[] options = ["-f", "-qq", "--seccomp-bpf", "-y", "-xx", "-s", "1000000", "-e", $"trace={Traced}", "-o", output, start.FileName];
        for (var i = 0; i < options.Length; i++)
        {
            start.ArgumentList.Insert(i, options[i]);
        }

        start.FileName = Program;
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var said = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, said);
        return [.. Read(output, directory).Where(o => IsIn(directory, o.Path))];
    }

    private static IEnumerable<FileOperation> Read(string output, string directory)
    {
        // A call that another thread's interrupts is told in two lines; it counts from its end.
        var begun = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(output))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (thread, call) = (line[..space], line[space..].TrimStart());
            if (call.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                begun[thread] = call[..^"<unfinished ...>".Length];
                continue;
            }

            if (call.StartsWith("<... ", StringComparison.Ordinal))
            {
                call = begun[thread] + call[(call.IndexOf("resumed>", StringComparison.Ordinal) + "resumed>".Length)..];
            }

            var result = call.LastIndexOf(") ", StringComparison.Ordinal);
            if (result > 0 && !call.AsSpan(result).Contains("= -1 ", StringComparison.Ordinal) && Parse(call[..result], directory) is { } operation)
            {
                yield return operation;
            }
        }
    }

    private static FileOperation? Parse(string call, string directory)
    {
        var name = call[..call.IndexOf('(', StringComparison.Ordinal)];
        var arguments = call[(name.Length + 1)..];
        var file = Opened().Match(arguments) is { Success: true } opened ? Text(opened.Groups["path"].ValueSpan) : "";
        return name switch
        {
            "pwrite64" => new FileOperation(FileOperationKind.Write, file)
            {
                Data = Bytes(Quoted(arguments, 0)), Position = Last(arguments),
            },
            "fsync" or "fdatasync" => new FileOperation(FileOperationKind.Sync, file),
            "ftruncate" => new FileOperation(FileOperationKind.Resize, file) { Position = Last(arguments) },
            "openat" when arguments.Contains("O_CREAT", StringComparison.Ordinal) =>
                new FileOperation(FileOperationKind.Create, Text(Quoted(arguments, 0)))
                {
                    Position = arguments.Contains("O_TRUNC", StringComparison.Ordinal) ? 0 : -1,
                },
            "mkdir" => new FileOperation(FileOperationKind.CreateDirectory, Text(Quoted(arguments, 0))),
            "unlink" or "rmdir" => new FileOperation(FileOperationKind.Delete, Text(Quoted(arguments, 0))),
            "rename" => new FileOperation(FileOperationKind.Rename, Text(Quoted(arguments, 0))) { Target = Text(Quoted(arguments, 1)) },

            "openat" => null,
            _ when !IsIn(directory, file) => null,
            _ => throw new InvalidOperationException($"{call[..Math.Min(call.Length, 200)]}: not known to the recording"),
        };
    }

    private static bool IsIn(string directory, string path) =>
        path == directory || path.StartsWith(directory + "/", StringComparison.Ordinal);

    private static ReadOnlySpan<char> Quoted(string arguments, int index)
    {
        var parts = arguments.Split('"', (2 * index) + 3);
        return parts[(2 * index) + 1];
    }

    private static long Last(string arguments) =>
        long.Parse(arguments.AsSpan(arguments.LastIndexOf(',') + 1).Trim(), CultureInfo.InvariantCulture);

    private static string Text(ReadOnlySpan<char> escaped) => System.Text.Encoding.UTF8.GetString(Bytes(escaped));

    // \x41\x42 ...
    private static byte[] Bytes(ReadOnlySpan<char> escaped)
    {
        var bytes = new byte[escaped.Length / 4];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((Digit(escaped[(4 * i) + 2]) << 4) | Digit(escaped[(4 * i) + 3]));
        }

        return bytes;
    }

    private static int Digit(char hexadecimal) => hexadecimal <= '9' ? hexadecimal - '0' : hexadecimal - 'a' + 10;

    [GeneratedRegex(@"^\d+<(?<path>[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Opened();
}
