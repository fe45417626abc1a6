using System.Globalization;

namespace Slipway.Testing.Fuzzing;

/// <summary>What the environment asks of fuzz tests; nothing is set in <c>./test</c>, all of it by <c>.ci/fuzz</c>.</summary>
/// <param name="Seed">The first input's seed (<c>SLIPWAY_FUZZ_SEED</c>): the one that a failure names runs that input first.</param>
/// <param name="Time">
/// How long each property runs (<c>SLIPWAY_FUZZ_SECONDS</c>); null for its own number of inputs, the same ones each time.
/// </param>
/// <param name="Folder">
/// Where each property keeps the seed of the input that it is at, which outlives a crash, and adds its figures
/// (<c>SLIPWAY_FUZZ_FOLDER</c>).
/// </param>
internal sealed record FuzzSettings(int? Seed, TimeSpan? Time, string? Folder)
{
    public static FuzzSettings FromEnvironment() => new(
        Number("SLIPWAY_FUZZ_SEED"),
        Number("SLIPWAY_FUZZ_SECONDS") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Environment.GetEnvironmentVariable("SLIPWAY_FUZZ_FOLDER"));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
