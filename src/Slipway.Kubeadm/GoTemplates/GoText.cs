using System.Text;

namespace Slipway.Kubeadm.GoTemplates;

/// <summary>Text as Go holds it, bytes, in strings whose chars are those bytes.</summary>
internal static class GoText
{
    /// <summary>The bytes of a text in UTF-8.</summary>
    public static string Of(string text) => OfBytes(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes, whatever they mean.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>The bytes again.</summary>
    public static byte[] ToBytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A character in UTF-8; the replacement character for a number that is none.</summary>
    public static string OfRune(long value)
    {
        var rune = value is >= 0 and <= 0x10FFFF && Rune.IsValid((int)value) ? new Rune((int)value) : Rune.ReplacementChar;
        Span<byte> bytes = stackalloc byte[4];
        return OfBytes(bytes[..rune.EncodeToUtf8(bytes)]);
    }

    /// <summary>The character at an index and how many bytes it takes; one byte and not valid where there is none.</summary>
    public static (Rune Rune, int Length, bool IsValid) RuneAt(string text, int index)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = Math.Min(4, text.Length - index);
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)text[index + i];
        }

        return Rune.DecodeFromUtf8(bytes[..count], out var rune, out var length) == System.Buffers.OperationStatus.Done
            ? (rune, length, true)
            : (Rune.ReplacementChar, 1, false);
    }

    /// <summary>How many characters a text has; a byte that belongs to none counts as one.</summary>
    public static int RuneCount(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i += RuneAt(text, i).Length)
        {
            count++;
        }

        return count;
    }

    /// <summary>Whether Go prints a character as it is.</summary>
    public static bool IsPrint(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.Surrogate or System.Globalization.UnicodeCategory.PrivateUse
        or System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.SpaceSeparator
        or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);
}
