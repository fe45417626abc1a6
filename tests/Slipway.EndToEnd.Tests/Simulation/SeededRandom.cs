using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Slipway.Kubernetes.Randomness;

namespace Slipway.EndToEnd.Tests.Simulation;

/// <summary>Random bits that are the same for the same seed (SplitMix64).</summary>
/// <param name="seed">The seed.</param>
/// <param name="of">For what they are: what goes on from another's state must not draw the same names again.</param>
internal sealed class SeededRandom(ulong seed, string of = "") : IRandomSource
{
    private readonly Lock _lock = new();
    private ulong _state = of.Aggregate(seed, (state, letter) => (state * 31) + letter);

    /// <summary>The seed that the environment names; any when it names none.</summary>
    public static ulong ChooseSeed() => ulong.TryParse(Environment.GetEnvironmentVariable("SLIPWAY_SEED"), CultureInfo.InvariantCulture, out var seed)
        ? seed
        : (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);

    public void Fill(Span<byte> buffer)
    {
        Span<byte> bits = stackalloc byte[sizeof(ulong)];
        for (var rest = buffer; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, bits.Length)..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bits, Next());
            bits[..Math.Min(rest.Length, bits.Length)].CopyTo(rest);
        }
    }

    /// <summary>A number from 0 to below a limit.</summary>
    public int Next(int limit) => (int)(Next() % (ulong)limit);

    private ulong Next()
    {
        lock (_lock)
        {
            _state += 0x9E3779B97F4A7C15;
            var bits = _state;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
