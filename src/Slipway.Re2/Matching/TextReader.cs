using System.Text;

namespace Slipway.Re2.Matching;

/// <summary>The characters of a text in UTF-16. Half of a pair alone counts as U+FFFD.</summary>
internal static class TextReader
{
    /// <summary>The character at a place; -1 at the end.</summary>
    public static int At(string text, int position, out int length)
    {
        if (position >= text.Length)
        {
            length = 0;
            return -1;
        }

        if (!char.IsSurrogate(text[position]))
        {
            length = 1;
            return text[position];
        }

        Rune.DecodeFromUtf16(text.AsSpan(position), out var rune, out length);
        return rune.Value;
    }

    /// <summary>What stands before a place, as far as places are concerned; -1 at the beginning.</summary>
    public static int Before(string text, int position) => position == 0 ? -1 : text[position - 1];
}
