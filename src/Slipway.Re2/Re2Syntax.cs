using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Slipway.Re2;

/// <summary>Writes a regular expression of RE2's syntax in .NET's. What RE2 does not have is refused, in RE2's words.</summary>
internal sealed class Re2Syntax
{
    private const int MaxRepeat = 1000;
    private const int MaxNesting = 1000;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly string _pattern;
    private readonly StringBuilder _output;
    private readonly Stack<Re2Group> _groups = new();

    private int _position;

    private Re2Syntax(string pattern)
    {
        _pattern = pattern;
        _output = new StringBuilder(pattern.Length + 16);
        _groups.Push(new Re2Group(isMultiline: false));
    }

    /// <summary>The pattern in .NET's syntax.</summary>
    public string Translated => _output.ToString();

    /// <summary>About how many states the automaton of the pattern has: each letter as often as the repetitions around it say.</summary>
    public double States => _groups.Peek().States;

    /// <summary>Reads a pattern in RE2's syntax.</summary>
    public static bool TryRead(string pattern, [NotNullWhen(true)] out Re2Syntax? syntax, [NotNullWhen(false)] out string? error)
    {
        syntax = new Re2Syntax(pattern);
        error = syntax.Run() is { } problem ? $"error parsing regexp: {problem}" : null;
        return error is null;
    }

    private string? Run()
    {
        string? error = null;
        while (error is null && _position < _pattern.Length)
        {
            error = Next();
        }

        return error ?? (_groups.Count > 1 ? $"missing closing ): `{_pattern}`" : null);
    }

    private string? Next()
    {
        switch (_pattern[_position])
        {
            case '\\':
                var start = _position;
                var error = Re2Escapes.Translate(_pattern, ref _position, _output, inClass: false);
                _groups.Peek().Add(_position - start);
                return error;
            case '[':
                _groups.Peek().Add(1);
                return Re2Class.Translate(_pattern, ref _position, _output);
            case '(':
                return Open();
            case ')':
                return Close();
            case '$':
                // Without the flag m it means the end of the text only, not the place before a last line end.
                Emit(_groups.Peek().IsMultiline ? "$" : @"\z");
                return null;
            case '*' or '+' or '?':
                return Repeat(1);
            case '{' when RepeatLength() is > 0 and var length:
                return Repeat(length);
            case '{':
                Emit(@"\{");
                return null;
            default:
                _groups.Peek().Add(1);
                _output.Append(_pattern[_position++]);
                return null;
        }
    }

    private void Emit(string text)
    {
        _output.Append(text);
        _position++;
    }

    private string? Open()
    {
        if (_groups.Count > MaxNesting)
        {
            return $"expression nests too deeply: `{_pattern}`";
        }

        if (_position + 1 >= _pattern.Length || _pattern[_position + 1] != '?')
        {
            _groups.Push(new Re2Group(_groups.Peek().IsMultiline));
            Emit("(");
            return null;
        }

        var rest = _pattern.AsSpan(_position);
        if (
            rest.StartsWith("(?P<", StringComparison.Ordinal) || (
                rest.StartsWith("(?<", StringComparison.Ordinal) && rest.Length > 3 && rest[3] is not ('=' or '!')))
        {
            return Named(rest);
        }

        return Flags(rest);
    }

    private string? Named(ReadOnlySpan<char> rest)
    {
        var start = rest[2] == 'P' ? 4 : 3;
        var end = rest.IndexOf('>');
        var name = end < 0 ? [] : rest[start..end];
        if (name.IsEmpty || name.ContainsAnyExcept(NameCharacters))
        {
            return $"invalid named capture: `{(end < 0 ? rest : rest[..(end + 1)])}`";
        }

        _output.Append("(?<").Append(name).Append('>');
        _groups.Push(new Re2Group(_groups.Peek().IsMultiline));
        _position += end + 1;
        return null;
    }

    private string? Flags(ReadOnlySpan<char> rest)
    {
        var multiline = _groups.Peek().IsMultiline;
        var flags = new StringBuilder();
        var negative = false;
        for (var i = 2; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case 'i' or 's':
                    flags.Append(rest[i]);
                    break;
                case 'm':
                    flags.Append('m');
                    multiline = !negative;
                    break;
                case 'U':
                    // Which match is found does not change whether there is one.
                    break;
                case '-' when !negative:
                    negative = true;
                    flags.Append('-');
                    break;
                case ':' or ')':
                    return EndFlags(rest[i] == ':', multiline, flags.ToString().TrimEnd('-'), i + 1);
                default:
                    return $"invalid or unsupported Perl syntax: `{rest[..(i + 1)]}`";
            }
        }

        return $"missing argument to repetition operator: `{rest}`";
    }

    private string? EndFlags(bool isGroup, bool multiline, string flags, int length)
    {
        if (isGroup)
        {
            _groups.Push(new Re2Group(multiline));
            _output.Append("(?").Append(flags).Append(':');
        }
        else
        {
            _groups.Peek().IsMultiline = multiline;
            _output.Append(flags.Length == 0 ? "" : $"(?{flags})");
        }

        _position += length;
        return null;
    }

    private string? Close()
    {
        if (_groups.Count == 1)
        {
            return $"unexpected ): `{_pattern}`";
        }

        var group = _groups.Pop();
        _groups.Peek().Add(group.States);
        Emit(")");
        return null;
    }

    private string? Repeat(int length)
    {
        var op = _pattern.AsSpan(_position, length);
        if (_position == 0 || (_pattern[_position - 1] is '(' or '|' && (_position < 2 || _pattern[_position - 2] != '\\')))
        {
            return $"missing argument to repetition operator: `{op}`";
        }

        if (length > 1)
        {
            if (MostTimes(op) is not { } times)
            {
                return $"invalid repeat count: `{op}`";
            }

            _groups.Peek().Repeat(times);
        }

        _output.Append(op);
        _position += length;
        if (_position < _pattern.Length && _pattern[_position] == '?')
        {
            Emit("?");
        }

        if (_position < _pattern.Length && (_pattern[_position] is '*' or '+' or '?' || (_pattern[_position] == '{' && RepeatLength() > 0)))
        {
            return $"invalid nested repetition operator: `{op}{_pattern.AsSpan(_position, Math.Max(1, _pattern[_position] == '{' ? RepeatLength() : 1))}`";
        }

        return null;
    }

    // How often {n}, {n,} or {n,m} repeats; null for what is too often or the wrong way round.
    private static int? MostTimes(ReadOnlySpan<char> repeat)
    {
        var least = -1;
        foreach (var range in repeat[1..^1].Split(','))
        {
            var bound = repeat[1..^1][range];
            if (bound.IsEmpty)
            {
                continue;
            }

            var number = bound.Length > 4 ? int.MaxValue : int.Parse(bound, NumberStyles.None, CultureInfo.InvariantCulture);
            if (number > MaxRepeat || number < least)
            {
                return null;
            }

            least = number;
        }

        return least;
    }

    // The length of {n}, {n,} or {n,m}; 0 where the brace means itself.
    private int RepeatLength()
    {
        var end = _position + 1;
        var digits = 0;
        var commas = 0;
        for (; end < _pattern.Length && _pattern[end] != '}'; end++)
        {
            if (_pattern[end] == ',' && digits > 0 && commas == 0)
            {
                commas++;
            }
            else if (char.IsAsciiDigit(_pattern[end]))
            {
                digits++;
            }
            else
            {
                return 0;
            }
        }

        return end < _pattern.Length && digits > 0 ? end + 1 - _position : 0;
    }
}
