using System.Text.Json;

namespace Slipway.ApiServer.Decoding;

/// <summary>
/// The short texts that were read last, so that names and values that every object has are not made anew for each. Bounded; safe to use
/// from several threads, of whom one may miss what another keeps.
/// </summary>
internal sealed class NameCache
{
    private const int Slots = 2048;
    private const int MaxLength = 48;

    private readonly string?[] _slots = new string?[Slots];

    /// <summary>The text of the token that the reader stands at.</summary>
    public string Get(ref Utf8JsonReader reader)
    {
        var text = reader.ValueSpan;
        if (reader.ValueIsEscaped || text.Length > MaxLength)
        {
            return reader.GetString()!;
        }

        // FNV-1a: good enough for names, and cheap for few bytes.
        var hash = 2166136261u;
        foreach (var b in text)
        {
            hash = (hash ^ b) * 16777619u;
        }

        ref var slot = ref _slots[hash % Slots];
        return slot is { } known && reader.ValueTextEquals(known) ? known : slot = reader.GetString()!;
    }
}
