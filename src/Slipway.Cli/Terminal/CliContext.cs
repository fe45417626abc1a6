using Slipway.Kubernetes.Randomness;

namespace Slipway.Cli.Terminal;

/// <summary>What a command has around it: the terminal, the environment, the clock and the user's Ctrl-C.</summary>
internal sealed record CliContext
{
    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where everything else goes: errors, warnings, progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What <c>-f -</c> reads.</summary>
    public required TextReader In { get; init; }

    /// <summary>Finds an environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Ctrl-C and SIGTERM.</summary>
    public required Interrupts Interrupts { get; init; }

    /// <summary>Whether a person looks at <see cref="Out"/>: only then lines are overwritten.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The randomness.</summary>
    public IRandomSource Random { get; init; } = new CryptographicRandomSource();

    /// <summary>Whether <see cref="Out"/> shows colours (https://no-color.org).</summary>
    public bool UsesColor => IsInteractive && string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";

    /// <summary>The process's own.</summary>
    public static CliContext OfProcess(Interrupts interrupts) => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.In,
        Variable = Environment.GetEnvironmentVariable,
        Interrupts = interrupts,
        IsInteractive = !Console.IsOutputRedirected,
    };
}
