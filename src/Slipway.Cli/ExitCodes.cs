namespace Slipway.Cli;

/// <summary>What the program's exit code says. Kept stable: scripts depend on it.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>The operation failed, or the server refused.</summary>
    public const int Failure = 1;

    /// <summary>The command line or a file it names makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>What was waited for did not happen in time.</summary>
    public const int Timeout = 3;

    /// <summary>No management plane answers.</summary>
    public const int NoPlane = 4;

    /// <summary>Interrupted by the user, as shells number it.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM, as shells number it.</summary>
    public const int Terminated = 143;
}
