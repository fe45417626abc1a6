using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Slipway.Cli.Plane;

/// <summary>The few calls of POSIX that .NET does not offer.</summary>
internal static partial class PosixProcess
{
    private const int Sigterm = 15;
    private const int NoSuchProcess = 3;
    private const int ReadOnly = 0;

    // O_WRONLY | O_CREAT | O_APPEND, which Linux and macOS number differently.
    private static readonly int AppendOnly = OperatingSystem.IsMacOS() ? 0x1 | 0x200 | 0x8 : 0x1 | 0x40 | 0x400;

    /// <summary>Asks a process to stop; one that is gone already is as good.</summary>
    public static void Terminate(int id)
    {
        if (Kill(id, Sigterm) != 0 && Marshal.GetLastPInvokeError() is var error and not NoSuchProcess)
        {
            throw new CliException(ExitCodes.Failure, $"process {id} cannot be stopped: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>Leaves the terminal: a session of its own, no input, errors into the log.</summary>
    public static void Detach(string log)
    {
        // Fails only for a process that leads its group already, and is then not needed.
        _ = SetSession();
        Redirect("/dev/null", ReadOnly, 0);
        Redirect(log, AppendOnly, 2);
    }

    /// <summary>Sends the standard output to the log too.</summary>
    public static void CloseOutput(string log) => Redirect(log, AppendOnly, 1);

    private static void Redirect(string path, int flags, int descriptor)
    {
        var file = Open(path, flags, Convert.ToUInt32("600", 8));
        if (file < 0 || Duplicate(file, descriptor) < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{path} cannot be opened");
        }

        _ = Close(file);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int id, int signal);

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    private static partial int SetSession();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int file, int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
