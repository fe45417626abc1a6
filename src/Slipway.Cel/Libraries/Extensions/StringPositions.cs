using System.Globalization;
using System.Text;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Functions of strings that count positions. Strings of one UTF-16 unit a code point need no counting.</summary>
internal static class StringPositions
{
    public static CelValue CharAt(ReadOnlySpan<CelValue> arguments)
    {
        var (text, index) = ((CelString)arguments[0], arguments.Int(1));
        if (index < 0 || index > text.Size)
        {
            return OutOfRange(index);
        }

        return index == text.Size ? CelString.Empty : Slice(text, index, index + 1);
    }

    public static CelValue Substring(ReadOnlySpan<CelValue> arguments)
    {
        var text = (CelString)arguments[0];
        var start = arguments.Int(1);
        var end = arguments.Length > 2 ? arguments.Int(2) : text.Size;
        if (arguments.Length > 2 && start > end)
        {
            return new CelError(string.Create(CultureInfo.InvariantCulture, $"invalid substring range. start: {start}, end: {end}"));
        }

        return start < 0 || start > text.Size ? OutOfRange(start)
            : end < 0 || end > text.Size ? OutOfRange(end)
            : Slice(text, start, end);
    }

    public static CelValue IndexOf(ReadOnlySpan<CelValue> arguments)
    {
        var (text, part) = ((CelString)arguments[0], (CelString)arguments[1]);
        var offset = arguments.Length > 2 ? arguments.Int(2) : 0;
        if (offset < 0)
        {
            return OutOfRange(offset);
        }

        if (part.Value.Length == 0)
        {
            return CelInt.Of(Math.Min(offset, text.Size));
        }

        if (offset >= text.Size)
        {
            return CelInt.Of(-1);
        }

        var found = text.Value.IndexOf(part.Value, UnitOf(text, offset), StringComparison.Ordinal);
        return CelInt.Of(found < 0 ? -1 : PositionOf(text, found));
    }

    public static CelValue LastIndexOf(ReadOnlySpan<CelValue> arguments)
    {
        var (text, part) = ((CelString)arguments[0], (CelString)arguments[1]);
        var offset = arguments.Length > 2 ? arguments.Int(2) : text.Size;
        if (offset < 0)
        {
            return OutOfRange(offset);
        }

        if (part.Value.Length == 0)
        {
            return CelInt.Of(Math.Min(offset, text.Size));
        }

        if ((arguments.Length > 2 && offset >= text.Size) || part.Size > text.Size)
        {
            return CelInt.Of(-1);
        }

        var last = UnitOf(text, Math.Min(offset, text.Size - part.Size));
        var searched = text.Value.AsSpan(0, Math.Min(text.Value.Length, last + part.Value.Length));
        var found = searched.LastIndexOf(part.Value, StringComparison.Ordinal);
        return CelInt.Of(found < 0 ? -1 : PositionOf(text, found));
    }

    public static CelValue Reverse(ReadOnlySpan<CelValue> arguments)
    {
        var text = arguments.Text(0);
        var reversed = new StringBuilder(text.Length);
        foreach (var rune in Enumerable.Reverse(text.EnumerateRunes().ToArray()))
        {
            reversed.Append(rune.ToString());
        }

        return new CelString(reversed.ToString());
    }

    private static CelError OutOfRange(long index) => new(string.Create(CultureInfo.InvariantCulture, $"index out of range: {index}"));

    private static CelString Slice(CelString text, long start, long end)
    {
        var first = UnitOf(text, start);
        return new CelString(text.Value[first..UnitOf(text, end)]);
    }

    private static int UnitOf(CelString text, long position)
    {
        if (text.IsSimple)
        {
            return (int)position;
        }

        var unit = 0;
        foreach (var rune in text.Value.EnumerateRunes())
        {
            if (position-- == 0)
            {
                break;
            }

            unit += rune.Utf16SequenceLength;
        }

        return unit;
    }

    private static long PositionOf(CelString text, int unit) => text.IsSimple ? unit : CelText.CountCodePoints(text.Value.AsSpan(0, unit));
}
