using System.Text;

namespace Slipway.Testing.Fuzzing;

/// <summary>
/// Changes what was right at random: tokens that parsers trip over, cuts, repetitions, nesting, parts of other inputs, wrong bytes.
/// </summary>
internal sealed class Mutator(byte[][] seeds)
{
    private const int MaxChanges = 5;
    private const int Kinds = 10;
    private const int MaxRepeated = 256 << 10;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", "(", ")", "<", ">", "\"", "'", "`", ",", ":", ";", ".", "..", "/", "\\", "%", "&", "=", "!", "?", "*", "+", "-", "|", "@", "#",
            "$", "^", "~", "~0", "~1", "_", " ", "\t", "\n", "\r\n", "\0", "null", "true", "false", "0", "1", "-1", "-0", "1.5", "1e999", "-1e-999",
            "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "99999999999999999999999999",
            "NaN", "Infinity", ".inf", "0x1F", "1_0", "9999999999Gi", "1E1000", "\\u0000", "\\ud800", "\\udc00\\ud800", "\\x", "%2F", "%00", "%2e%2e", "%zz",
            "\uFEFF", "\uFFFD", "\u2028", "\u0130", "\U0001F600", "metadata", "name", "status", "spec", "items", "kind", "apiVersion", "watch", "namespaces",
            "\"metadata\":null,", "\"name\":\"a\",\"name\":\"b\",", "\"spec\":[],", "{\"a\":", "[[", "((", "- ", "- - ", "? ", ": ", "---\n", "...\n", "&a ", "*a", "<<: *a",
            "!!binary ", "!!int ", "!!set ", "!x ", "|\n", ">-\n", "%YAML 1.1\n", "{}", "[]", "in ()", "||", "&&", "?:", "T", "Z", "2026-01-01T00:00:00Z",
        }.Select(Encoding.UTF8.GetBytes),
        [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x0A, 0xFF, 0x7F],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x0B], [0x0C], [0x07], [0x00],
    ];

    private static readonly string[] LoneText = ["\ud800", "\udc00", "\0", "\u2028", "\u0130", "\u00a0"];

    /// <summary>Bytes: a seed, changed up to five times.</summary>
    public byte[] Next(Random random)
    {
        var bytes = Pick(random, seeds);
        for (var left = random.Next(MaxChanges + 1); left > 0; left--)
        {
            bytes = Change(random, bytes);
        }

        return bytes;
    }

    /// <summary>The same as text; now and then with half a surrogate pair in it.</summary>
    public string NextText(Random random)
    {
        var text = Encoding.UTF8.GetString(Next(random));
        return random.Next(16) == 0 ? text.Insert(random.Next(text.Length + 1), Pick(random, LoneText)) : text;
    }

    /// <summary>One change.</summary>
    public byte[] Change(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length + 1);
        var length = random.Next(Math.Min(bytes.Length - at, random.Next(4) == 0 ? 4096 : 24) + 1);
        var (before, part, after) = (bytes[..at], bytes[at..(at + length)], bytes[(at + length)..]);
        var token = Pick(random, Tokens);
        switch (random.Next(Kinds))
        {
            case 0:
                return [.. before, .. token, .. part, .. after];
            case 1:
                return before;
            case 2:
                return [.. before, .. after];
            case 3:
                return [.. before, .. part, .. part, .. after];
            case 4:
                return [.. before, .. token, .. after];
            case 5:
                return [.. before, .. Repeated(random, token), .. part, .. after];
            case 6:
                return [.. before, .. Repeated(random, part.Length == 0 ? token : part), .. after];
            case 7 when at < bytes.Length:
                byte[] flipped = [.. bytes];
                flipped[at] = (byte)random.Next(256);
                return flipped;
            case 8:
                var other = Pick(random, seeds);
                var start = random.Next(other.Length + 1);
                return [.. before, .. other[start..random.Next(start, other.Length + 1)], .. after];
            default:
                return Number(random, bytes, token);
        }
    }

    // Mostly some, now and then so many that whatever is not linear or recursive without a bound shows.
    private static byte[] Repeated(Random random, byte[] part)
    {
        var wanted = random.Next(40) switch { 0 => 100_000, < 4 => 10_000, < 20 => 300, _ => 3 };
        var times = Math.Min(wanted, MaxRepeated / part.Length);
        var result = new byte[times * part.Length];
        for (var i = 0; i < times; i++)
        {
            part.CopyTo(result, i * part.Length);
        }

        return result;
    }

    // Another value where a number is.
    private static byte[] Number(Random random, byte[] bytes, byte[] token)
    {
        var from = random.Next(bytes.Length + 1);
        var at = bytes.AsSpan(from).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (at < 0)
        {
            return [.. bytes, .. token];
        }

        var end = from + at;
        while (end < bytes.Length && bytes[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        return [.. bytes[..(from + at)], .. token, .. bytes[end..]];
    }

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
