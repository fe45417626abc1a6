using System.Globalization;
using System.Text;

namespace Slipway.Cel.Tests.Conformance;

/// <summary>Reads the text format of protocol buffers. Strings become bytes, as they may hold any; words and numbers stay text.</summary>
internal sealed class TextFormatReader(string text)
{
    private int _position;

    public static TextMessage Read(string text)
    {
        var reader = new TextFormatReader(text);
        var message = new TextMessage();
        reader.Fields(message, '\0');
        return message;
    }

    private char Current => _position < text.Length ? text[_position] : '\0';

    private void Fields(TextMessage message, char close)
    {
        for (Skip(); Current != close; Skip())
        {
            var name = Name();
            Skip();
            if (Current == ':')
            {
                _position++;
                Skip();
            }

            if (Current == '[')
            {
                List(message, name);
            }
            else
            {
                message.Fields.Add((name, Value()));
            }

            Skip();
            if (Current is ',' or ';')
            {
                _position++;
            }
        }

        _position++;
    }

    private void List(TextMessage message, string name)
    {
        _position++;
        for (Skip(); Current != ']'; Skip())
        {
            message.Fields.Add((name, Value()));
            Skip();
            if (Current == ',')
            {
                _position++;
            }
        }

        _position++;
    }

    private string Name()
    {
        if (Current != '[')
        {
            return Word();
        }

        var end = text.IndexOf(']', _position);
        var name = text[_position..(end + 1)];
        _position = end + 1;
        return name;
    }

    private object Value()
    {
        if (Current is '{' or '<')
        {
            var close = Current == '{' ? '}' : '>';
            _position++;
            var message = new TextMessage();
            Fields(message, close);
            return message;
        }

        if (Current is not ('"' or '\''))
        {
            return Word();
        }

        var bytes = new List<byte>();
        while (Current is '"' or '\'')
        {
            Quoted(bytes);
            Skip();
        }

        return bytes.ToArray();
    }

    private string Word()
    {
        var start = _position;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '.' or '-' or '+' or '/')
        {
            _position++;
        }

        return _position > start
            ? text[start.._position]
            : throw new FormatException(
                $"unexpected '{Current}' at {_position}: {text.Substring(start, Math.Min(40, text.Length - start))}");
    }

    private void Quoted(List<byte> bytes)
    {
        var quote = Current;
        _position++;
        while (Current != quote)
        {
            if (Current == '\\')
            {
                Escape(bytes);
                continue;
            }

            _ = Rune.TryGetRuneAt(text, _position, out var rune);
            bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
            _position += rune.Utf16SequenceLength;
        }

        _position++;
    }

    private void Escape(List<byte> bytes)
    {
        var c = text[_position + 1];
        _position += 2;
        switch (c)
        {
            case 'x' or 'X':
                bytes.Add((byte)Digits(2, NumberStyles.AllowHexSpecifier));
                break;
            case 'u':
                bytes.AddRange(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(Digits(4, NumberStyles.AllowHexSpecifier))));
                break;
            case 'U':
                bytes.AddRange(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(Digits(8, NumberStyles.AllowHexSpecifier))));
                break;
            case >= '0' and <= '7':
                var value = c - '0';
                for (var i = 0; i < 2 && Current is >= '0' and <= '7'; i++, _position++)
                {
                    value = (value * 8) + Current - '0';
                }

                bytes.Add((byte)value);
                break;
            default:
                bytes.Add(
                    (byte)(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'a' => '\a', 'b' => '\b', 'f' => '\f', 'v' => '\v', _ => c }));
                break;
        }
    }

    private int Digits(int count, NumberStyles style)
    {
        var length = 0;
        while (length < count && char.IsAsciiHexDigit(text[_position + length]))
        {
            length++;
        }

        var value = int.Parse(text.AsSpan(_position, length), style, CultureInfo.InvariantCulture);
        _position += length;
        return value;
    }

    private void Skip()
    {
        while (_position < text.Length)
        {
            if (char.IsWhiteSpace(Current))
            {
                _position++;
            }
            else if (Current == '#')
            {
                var end = text.IndexOf('\n', _position);
                _position = end < 0 ? text.Length : end;
            }
            else
            {
                return;
            }
        }
    }
}
