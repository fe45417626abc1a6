using System.Diagnostics;
using System.Globalization;
using Slipway.ApiServer.Pki;

namespace Slipway.Cli.Plane;

/// <summary>The process that runs a data directory's plane, as its pid file says.</summary>
/// <param name="Id">The process id.</param>
/// <param name="Started">When the process started, to the second: tells it from a later one with the same id.</param>
/// <param name="Kubeconfig">The kubeconfig that the plane writes.</param>
internal sealed record PlaneProcess(int Id, DateTimeOffset Started, string Kubeconfig)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    private bool IsRunning
    {
        get
        {
            using var process = Open();
            return process is not null;
        }
    }

    /// <summary>How long this process has been running: what its user has waited.</summary>
    public static double SecondsSinceStart(TimeProvider time)
    {
        using var self = Process.GetCurrentProcess();
        return (time.GetUtcNow().UtcDateTime - self.StartTime.ToUniversalTime()).TotalSeconds;
    }

    /// <summary>Writes the file of this process.</summary>
    public static void Announce(DataDirectory directory, string kubeconfig)
    {
        using var self = Process.GetCurrentProcess();
        var lines = string.Create(CultureInfo.InvariantCulture, $"{self.Id}\n{self.StartTime.ToUniversalTime():O}\n{kubeconfig}\n");
        PrivateFile.Write(directory.ProcessFile, lines);
    }

    /// <summary>The process that runs the plane now; null when none does, whatever a stale file says.</summary>
    public static PlaneProcess? Find(DataDirectory directory) => Read(directory) is { } found && found.IsRunning ? found : null;

    /// <summary>Waits for the process to end.</summary>
    /// <returns>False when it did not within the time.</returns>
    public async Task<bool> WaitForEndAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        // Only a parent can wait for a process, and this one has none that cares.
        using var timer = new PeriodicTimer(LookInterval, time);
        for (var start = time.GetTimestamp(); IsRunning; await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (time.GetElapsedTime(start) > limit)
            {
                return false;
            }
        }

        return true;
    }

    private Process? Open()
    {
        try
        {
            var process = Process.GetProcessById(Id);
            if (!process.HasExited && !IsDefunct(Id) && (process.StartTime.ToUniversalTime() - Started.UtcDateTime).Duration() < ClockSkew)
            {
                return process;
            }

            process.Dispose();
            return null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException)
        {
            // There is no such process, or it ended while it was looked at.
            return null;
        }
    }

    // A process that has ended is listed until its parent looks: under a lazy init of a container for a second and more.
    private static bool IsDefunct(int id)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat");
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        return text.AsSpan(text.LastIndexOf(')') + 1).TrimStart().StartsWith("Z", StringComparison.Ordinal);
    }

    private static PlaneProcess? Read(DataDirectory directory)
    {
        var lines = File.Exists(directory.ProcessFile) ? File.ReadAllLines(directory.ProcessFile) : [];
        return lines.Length >= 3
            && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id)
            && DateTimeOffset.TryParse(lines[1], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var started)
                ? new PlaneProcess(id, started, lines[2])
                : null;
    }
}
