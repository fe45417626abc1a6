using System.Collections.Immutable;
using Slipway.Re2.Characters;

namespace Slipway.Re2.Syntax;

/// <summary>Reads character classes such as <c>[^a-z[:digit:]\pL]</c>.</summary>
internal static class ClassReader
{
    private const string InvalidRange = "invalid character class range";

    /// <summary>Reads the class at the place of a cursor.</summary>
    public static CharacterClass Read(PatternCursor cursor, PatternFlags flags)
    {
        var start = cursor.Position++;
        var isNegated = cursor.Peek() == '^';
        cursor.Position += isNegated ? 1 : 0;
        var items = new List<ClassItem>();
        var ranges = new List<(int First, int Last)>();
        for (var isFirst = true; isFirst || cursor.Peek() != ']'; isFirst = false)
        {
            if ((ReadPosix(cursor, flags) ?? EscapeReader.ReadSet(cursor, flags)) is { } item)
            {
                items.Add(item);
            }
            else
            {
                ranges.Add(ReadRange(cursor, start));
            }
        }

        cursor.Position++;
        if (ranges.Count > 0)
        {
            items.Add(new ClassItem(Merged(ranges)) { FoldsCase = flags.FoldsCase });
        }

        return new CharacterClass([.. items], isNegated);
    }

    private static ClassItem? ReadPosix(PatternCursor cursor, PatternFlags flags)
    {
        if (cursor.Peek() != '[' || cursor.Peek(1) != ':')
        {
            return null;
        }

        var length = cursor.Rest[2..].IndexOf(":]");
        if (length < 0)
        {
            return null;
        }

        var name = cursor.Rest.Slice(2, length).ToString();
        cursor.Position += length + 4;
        return NamedClasses.Posix(name) is { } set
            ? set with { FoldsCase = flags.FoldsCase }
            : throw new PatternException(InvalidRange, $"[:{name}:]");
    }

    private static (int First, int Last) ReadRange(PatternCursor cursor, int start)
    {
        var begin = cursor.Position;
        var first = ReadCharacter(cursor, start);
        if (cursor.Peek() != '-' || cursor.Rest.Length < 2 || cursor.Peek(1) == ']')
        {
            return (first, first);
        }

        cursor.Position++;
        var last = ReadCharacter(cursor, start);
        return first <= last ? (first, last) : throw cursor.Error(InvalidRange, begin);
    }

    private static int ReadCharacter(PatternCursor cursor, int start) =>
        cursor.IsAtEnd ? throw new PatternException("missing closing ]", cursor.Pattern[start..])
        : cursor.Peek() == '\\' ? EscapeReader.ReadCharacter(cursor) : cursor.Next();

    private static ImmutableArray<int> Merged(List<(int First, int Last)> ranges)
    {
        ranges.Sort();
        var merged = new List<int>(ranges.Count * 2);
        foreach (var (first, last) in ranges)
        {
            if (merged.Count > 0 && first <= merged[^1] + 1)
            {
                merged[^1] = Math.Max(merged[^1], last);
            }
            else
            {
                merged.Add(first);
                merged.Add(last);
            }
        }

        return [.. merged];
    }
}
