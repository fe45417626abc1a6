using System.Buffers;
using Slipway.Re2.Characters;

namespace Slipway.Re2.Syntax;

/// <summary>Reads a pattern in RE2's syntax, as Go's regexp package does.</summary>
internal sealed class PatternReader
{
    private const int MaxHeight = 1000;
    private const int MaxTimes = 1000;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly PatternCursor _cursor;
    private readonly double _maxSize;
    private readonly Stack<OpenGroup> _groups = new();

    private PatternFlags _flags;
    private int? _lastRepetition;

    /// <summary>Prepares to read.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="maxSize">The most instructions that it may take.</param>
    public PatternReader(string pattern, double maxSize)
    {
        _cursor = new PatternCursor(pattern);
        _maxSize = maxSize;
        _groups.Push(new OpenGroup(default, number: null));
    }

    /// <summary>How many groups have been read.</summary>
    public int Groups { get; private set; }

    /// <summary>Reads the whole pattern.</summary>
    /// <exception cref="PatternException">It is wrong, or too large.</exception>
    public Node Read()
    {
        while (!_cursor.IsAtEnd)
        {
            var start = _cursor.Position;
            _lastRepetition = ReadPart() ? start : null;
        }

        return _groups.Count == 1 ? Checked(_groups.Pop().End()) : throw new PatternException("missing closing )", _cursor.Pattern);
    }

    // Whether it was a repetition, behind which there may be none.
    private bool ReadPart()
    {
        var group = _groups.Peek();
        switch (_cursor.Peek())
        {
            case '(':
                Open();
                return false;
            case ')':
                Close();
                return false;
            case '|':
                _cursor.Position++;
                group.AddChoice();
                return false;
            case '*' or '+' or '?':
                Repeat(_cursor.Next() is '+' ? 1 : 0, _cursor.Pattern[_cursor.Position - 1] is '?' ? 1 : null, 1);
                return true;
            case '{' when CountReader.Read(_cursor.Rest, MaxTimes) is { } count:
                _cursor.Position += count.Length;
                Repeat(count);
                return true;
            default:
                if (ReadCharacterOrPlace() is { } node)
                {
                    group.Add(node);
                }

                return false;
        }
    }

    private Node? ReadCharacterOrPlace()
    {
        switch (_cursor.Peek())
        {
            case '^':
                return At(_flags.IsMultiline ? Place.LineStart : Place.TextStart, 1);
            case '$':
                return At(_flags.IsMultiline ? Place.LineEnd : Place.TextEnd, 1);
            case '.':
                _cursor.Position++;
                var all = _flags.DotIsAll;
                return new Node.Set(new CharacterClass([all ? NamedClasses.Everything : NamedClasses.LineFeed], isNegated: !all));
            case '[':
                return new Node.Set(ClassReader.Read(_cursor, _flags));
            case '\\':
                return ReadEscape();
            default:
                return Literal(_cursor.Next());
        }
    }

    private Node? ReadEscape()
    {
        switch (_cursor.Peek(1))
        {
            case 'A':
                return At(Place.TextStart, 2);
            case 'z':
                return At(Place.TextEnd, 2);
            case 'b':
                return At(Place.WordBoundary, 2);
            case 'B':
                return At(Place.NoWordBoundary, 2);
            case 'Q':
                return ReadQuoted();
            default:
                return EscapeReader.ReadSet(_cursor, _flags) is { } set
                    ? new Node.Set(new CharacterClass([set], isNegated: false))
                    : Literal(EscapeReader.ReadCharacter(_cursor));
        }
    }

    // Each character is a part of its own: a repetition behind them is of the last.
    private Node? ReadQuoted()
    {
        _cursor.Position += 2;
        var end = _cursor.Rest.IndexOf(@"\E") is >= 0 and var length ? _cursor.Position + length : _cursor.Pattern.Length;
        Node? last = null;
        while (_cursor.Position < end)
        {
            if (last is not null)
            {
                _groups.Peek().Add(last);
            }

            last = Literal(_cursor.Next());
        }

        _cursor.Position = Math.Min(end + 2, _cursor.Pattern.Length);
        return last;
    }

    private Node.Assertion At(Place place, int length)
    {
        _cursor.Position += length;
        return new Node.Assertion(place);
    }

    private Node Literal(int character) => _flags.FoldsCase
        ? new Node.Set(new CharacterClass([new ClassItem(character, character) { FoldsCase = true }], isNegated: false))
        : new Node.Literal(character);

    private void Repeat(RepeatCount count)
    {
        if (count.Least > MaxTimes || count.Most > MaxTimes || count.Most < count.Least)
        {
            throw _cursor.Error("invalid repeat count", _cursor.Position - count.Length);
        }

        Repeat(count.Least, count.Most, count.Length);
    }

    private void Repeat(int least, int? most, int length)
    {
        var start = _cursor.Position - length;
        var isGreedy = !_flags.IsUngreedy;
        if (_cursor.Peek() == '?')
        {
            _cursor.Position++;
            isGreedy = !isGreedy;
        }

        if (_lastRepetition is { } last)
        {
            throw _cursor.Error("invalid nested repetition operator", last);
        }

        var group = _groups.Peek();
        if (!group.HasLast)
        {
            throw _cursor.Error("missing argument to repetition operator", start);
        }

        var repetition = new Node.Repetition(group.Last, least, most, isGreedy, IsCounted: _cursor.Pattern[start] == '{');
        if (repetition.IsCounted && repetition.Times > MaxTimes && (least > 1 || most > 1))
        {
            throw _cursor.Error("invalid repeat count", start);
        }

        group.Last = Checked(repetition);
    }

    private Node Checked(Node node) =>
        node.Size > _maxSize ? throw new PatternException("expression too large", _cursor.Pattern)
        : node.Height > MaxHeight ? throw new PatternException("expression nests too deeply", _cursor.Pattern)
        : node;

    private void Open()
    {
        var rest = _cursor.Rest;
        if (_cursor.Peek(1) != '?')
        {
            _cursor.Position++;
            Push(++Groups);
        }
        else if (_cursor.Peek(2) == '<' || (rest.Length > 4 && rest[2] == 'P' && rest[3] == '<'))
        {
            OpenNamed(rest[2] == '<' ? 3 : 4);
        }
        else
        {
            ReadFlags();
        }
    }

    private void OpenNamed(int begin)
    {
        const string InvalidName = "invalid named capture";
        var rest = _cursor.Rest;
        var end = rest.IndexOf('>');
        if (end < 0)
        {
            throw new PatternException(InvalidName, rest.ToString());
        }

        var start = _cursor.Position;
        _cursor.Position += end + 1;
        var name = end < begin ? [] : rest[begin..end];
        if (name.IsEmpty || name.ContainsAnyExcept(NameCharacters))
        {
            throw _cursor.Error(InvalidName, start);
        }

        Push(++Groups);
    }

    private void ReadFlags()
    {
        var start = _cursor.Position;
        _cursor.Position += 2;
        var (flags, isOn, isComplete) = (_flags, true, true);
        while (!_cursor.IsAtEnd)
        {
            var c = _cursor.Next();
            if (c is ':' or ')' && isComplete)
            {
                if (c == ':')
                {
                    Push(number: null);
                }

                _flags = flags;
                return;
            }

            if (c == '-' && isOn)
            {
                isOn = isComplete = false;
            }
            else if (With(flags, c, isOn) is { } changed)
            {
                (flags, isComplete) = (changed, true);
            }
            else
            {
                break;
            }
        }

        throw _cursor.Error("invalid or unsupported Perl syntax", start);
    }

    private static PatternFlags? With(PatternFlags flags, int letter, bool isOn) => letter switch
    {
        'i' => flags with { FoldsCase = isOn },
        'm' => flags with { IsMultiline = isOn },
        's' => flags with { DotIsAll = isOn },
        'U' => flags with { IsUngreedy = isOn },
        _ => null,
    };

    private void Push(int? number)
    {
        if (_groups.Count > MaxHeight)
        {
            throw new PatternException("expression nests too deeply", _cursor.Pattern);
        }

        _groups.Push(new OpenGroup(_flags, number));
    }

    private void Close()
    {
        if (_groups.Count == 1)
        {
            throw new PatternException("unexpected )", _cursor.Pattern);
        }

        _cursor.Position++;
        var group = _groups.Pop();
        _flags = group.Outer;
        _groups.Peek().Add(Checked(group.End()));
    }
}
