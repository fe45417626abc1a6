using System.Text;

namespace Slipway.Re2.Syntax;

/// <summary>A pattern and the place that is being read.</summary>
internal sealed class PatternCursor(string pattern)
{
    /// <summary>The place.</summary>
    public int Position { get; set; }

    public string Pattern => pattern;

    /// <summary>Whether all has been read.</summary>
    public bool IsAtEnd => Position >= pattern.Length;

    /// <summary>What is to be read.</summary>
    public ReadOnlySpan<char> Rest => pattern.AsSpan(Position);

    /// <summary>The character at the place or behind it; NUL behind the end.</summary>
    public char Peek(int offset = 0) => Position + offset < pattern.Length ? pattern[Position + offset] : '\0';

    /// <summary>Reads a character, which may be two units of UTF-16.</summary>
    public int Next()
    {
        Rune.DecodeFromUtf16(Rest, out var rune, out var length);
        Position += length;
        return rune.Value;
    }

    /// <summary>What has been read since a place.</summary>
    public string Since(int start) => pattern[start..Math.Min(Position, pattern.Length)];

    /// <summary>A mistake in what has been read since a place.</summary>
    public PatternException Error(string problem, int start) => new(problem, Since(start));
}
