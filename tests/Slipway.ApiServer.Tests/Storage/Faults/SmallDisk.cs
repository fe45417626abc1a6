using System.Diagnostics;

namespace Slipway.ApiServer.Tests.Storage.Faults;

/// <summary>A file system of a few megabytes, in memory, that a test can fill; needs the right to mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempDirectory _directory;

    private SmallDisk(TempDirectory directory) => _directory = directory;

    public string Path => _directory.Path;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    public static SmallDisk Mount()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "a small file system can be mounted by root on Linux only");
        var directory = new TempDirectory();
        if (Run("mount", "-t", "tmpfs", "-o", "size=4m", "none", directory.Path) != 0)
        {
            directory.Dispose();
            Assert.Skip("this machine does not let us mount a file system");
        }

        return new SmallDisk(directory);
    }

    /// <summary>Takes all space but <paramref name="left"/> bytes.</summary>
    public void Fill(int left)
    {
        var free = new DriveInfo(Path).AvailableFreeSpace - left;
        using var file = File.Create(Filler);
        var chunk = new byte[64 * 1024];
        for (; free > 0; free -= chunk.Length)
        {
            file.Write(chunk, 0, (int)Math.Min(free, chunk.Length));
        }
    }

    public void MakeReadOnly() => Assert.Equal(0, Run("mount", "-o", "remount,ro", Path));

    public void FreeSpace() => File.Delete(Filler);

    public void Dispose()
    {
        Assert.Equal(0, Run("umount", Path));
        _directory.Dispose();
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
