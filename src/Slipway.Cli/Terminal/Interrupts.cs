using System.Runtime.InteropServices;

namespace Slipway.Cli.Terminal;

/// <summary>
/// Turns Ctrl-C and SIGTERM into a cancellation. A second signal of the kind ends the program at once, as if there were no handler.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private PosixSignal _signal;

    public Interrupts() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the program was asked to stop by another program, such as <c>slipway down</c>, and not by its user.</summary>
    public bool IsTermination => _signal == PosixSignal.SIGTERM;

    /// <summary>What the program exits with after a signal, as shells number it: 128 and the signal's number.</summary>
    public int ExitCode => IsTermination ? ExitCodes.Terminated : ExitCodes.Interrupted;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;
        _signal = context.Signal;
        _source.Cancel();
    }
}
