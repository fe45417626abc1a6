using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Slipway.Testing.Fuzzing;

/// <summary>
/// One property over many inputs, each made from a seed of its own, so that a failure's seed alone makes it again. Failures of one cause
/// are told once, with the smallest input found.
/// </summary>
/// <typeparam name="T">The input.</typeparam>
/// <param name="name">What is fuzzed.</param>
/// <param name="make">Makes an input.</param>
/// <param name="check">Throws where the property does not hold.</param>
internal sealed class FuzzRun<T>(string name, Func<Random, T> make, Func<T, Task> check)
{
    private const int FixedSeed = 20_260;
    private const int MaxCauses = 12;
    private const int MaxShrinks = 400;

    // A slow failure is told while its property's time is not over by much; a smaller input is only a help.
    private static readonly TimeSpan ShrinkTime = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, string> _failures = new(StringComparer.Ordinal);

    /// <summary>Inputs where the environment sets no time.</summary>
    public int Count { get; init; } = 600;

    /// <summary>The longest that one input may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most memory that may be allocated for one input on its thread; null where work goes to other threads.</summary>
    public long? MaxAllocated { get; init; } = 256L << 20;

    /// <summary>Smaller inputs that may fail in the same way.</summary>
    public Func<T, IEnumerable<T>> Smaller { get; init; } = static _ => [];

    public Func<T, string> Print { get; init; } = static input => input?.ToString() ?? "null";

    /// <summary>Runs the property; fails with all causes found.</summary>
    public async Task RunAsync()
    {
        var settings = FuzzSettings.FromEnvironment();
        using var trace = settings.Folder is { } folder ? new FuzzTrace(folder, name) : null;
        var seed = settings.Seed ?? (settings.Time is null ? FixedSeed : RandomNumberGenerator.GetInt32(int.MaxValue));
        var watch = Stopwatch.StartNew();
        var done = 0;
        for (; settings.Time is { } time ? watch.Elapsed < time : done < Count; done++, seed = unchecked(seed + 1))
        {
            trace?.At(seed);
            var input = make(new Random(seed));
            if (await FailureOfAsync(input) is { } failure)
            {
                await RememberAsync(seed, input, failure);
            }
        }

        trace?.End(done, _failures.Count);
        Assert.True(_failures.Count == 0, $"{name}: {done} inputs, {_failures.Count} causes\n\n{string.Join("\n\n", _failures.Values)}");
    }

    private async Task RememberAsync(int seed, T input, Exception failure)
    {
        var cause = CauseOf(failure);
        if (_failures.Count == MaxCauses || _failures.ContainsKey(cause))
        {
            return;
        }

        var smallest = await ShrinkAsync(input, cause);
        var shown = Print(smallest);
        _failures[cause] = string.Create(
            CultureInfo.InvariantCulture,
            $"SLIPWAY_FUZZ_SEED={seed}: {(shown.Length > 2000 ? shown[..2000] + $" … ({shown.Length})" : shown)}\n{failure}");
    }

    private async Task<T> ShrinkAsync(T input, string cause)
    {
        var left = MaxShrinks;
        var start = Stopwatch.GetTimestamp();
        for (var isSmaller = true; isSmaller && left > 0;)
        {
            isSmaller = false;
            foreach (var candidate in Smaller(input))
            {
                if (left-- == 0 || Stopwatch.GetElapsedTime(start) > ShrinkTime)
                {
                    break;
                }

                if (await FailureOfAsync(candidate) is { } failure && CauseOf(failure) == cause)
                {
                    (input, isSmaller) = (candidate, true);
                    break;
                }
            }
        }

        return input;
    }

    private async Task<Exception?> FailureOfAsync(T input)
    {
        var start = Stopwatch.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            await check(input).WaitAsync(Limit);
        }
        catch (Exception e)
        {
            return e;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var took = Stopwatch.GetElapsedTime(start);
        return took > Limit ? new TimeoutException($"an input took {took}")
            : allocated > MaxAllocated ? new InsufficientMemoryException($"an input took {allocated >> 20} MiB of memory")
            : null;
    }

    // The first place in our own code tells causes apart.
    private static string CauseOf(Exception failure)
    {
        var frame = failure.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Slipway.", StringComparison.Ordinal));
        return $"{failure.GetType().Name} {frame}";
    }
}
