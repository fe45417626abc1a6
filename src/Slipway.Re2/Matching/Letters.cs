using Slipway.Re2.Syntax;

namespace Slipway.Re2.Matching;

/// <summary>The ASCII characters that a program tells apart: all others lead where one of them does.</summary>
internal sealed class Letters
{
    private const int Ascii = 128;

    private readonly byte[] _letters = new byte[Ascii];
    private readonly bool _knowsLines;
    private readonly bool _knowsWords;

    /// <summary>Looks at all that a program asks of characters.</summary>
    public Letters(MatchProgram program)
    {
        _knowsLines = (program.Places & (Place.LineStart | Place.LineEnd)) != Place.None;
        _knowsWords = (program.Places & (Place.WordBoundary | Place.NoWordBoundary)) != Place.None;
        Split(_knowsLines, UInt128.One << '\n');
        Split(_knowsWords, Words());
        foreach (var set in program.Sets)
        {
            Split(true, set.Ascii);
        }

        foreach (var step in program.Steps)
        {
            Split(step is { Operation: Operation.Take, Argument: < Ascii }, UInt128.One << step.Argument);
        }
    }

    /// <summary>How many there are, the end of the text included.</summary>
    public int Count { get; private set; } = 2;

    /// <summary>The number of the end of the text.</summary>
    public int End => Count - 1;

    /// <summary>The number of an ASCII character.</summary>
    public int this[char character] => _letters[character];

    /// <summary>A character that the program does not tell from this one where it stands before.</summary>
    public int Plain(int character) =>
        _knowsLines && character == '\n' ? '\n' : _knowsWords && MatchProgram.IsWord(character) ? '0' : ' ';

    private static UInt128 Words()
    {
        var words = UInt128.Zero;
        for (var character = 0; character < Ascii; character++)
        {
            words |= MatchProgram.IsWord(character) ? UInt128.One << character : UInt128.Zero;
        }

        return words;
    }

    // Those of a letter that are in the set become a letter of their own, unless all are.
    private void Split(bool isNeeded, UInt128 set)
    {
        if (!isNeeded)
        {
            return;
        }

        Span<int> inside = stackalloc int[Ascii];
        Span<bool> hasOutside = stackalloc bool[Ascii];
        inside.Fill(-1);
        hasOutside.Clear();
        for (var character = 0; character < Ascii; character++)
        {
            hasOutside[_letters[character]] |= (set >> character & 1) == 0;
        }

        for (var character = 0; character < Ascii; character++)
        {
            var letter = _letters[character];
            if ((set >> character & 1) != 0 && hasOutside[letter])
            {
                inside[letter] = inside[letter] < 0 ? Count++ - 1 : inside[letter];
                _letters[character] = (byte)inside[letter];
            }
        }
    }
}
