using System.Buffers;
using System.Text;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Decoding.Go;

/// <summary>Why a text is no JSON, in the words of Go's <c>encoding/json</c>.</summary>
internal ref struct GoJson(ReadOnlySpan<byte> json)
{
    private const int MaxDepth = KubeJson.MaxDepth;

    private static readonly SearchValues<byte> Space = SearchValues.Create(" \t\r\n"u8);

    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;
    private int _depth;
    private string? _error;

    /// <summary>The error; null when Go would take the text.</summary>
    public static string? Error(ReadOnlySpan<byte> json)
    {
        var scan = new GoJson(json);
        scan.Value();
        scan.SkipSpace();
        if (scan._error is null && scan._at < json.Length)
        {
            scan.Fail("after top-level value");
        }

        return scan._error;
    }

    private void Value()
    {
        SkipSpace();
        if (_at == _json.Length)
        {
            Fail("");
            return;
        }

        switch (_json[_at])
        {
            case (byte)'{':
                Container((byte)'}', isObject: true);
                break;
            case (byte)'[':
                Container((byte)']', isObject: false);
                break;
            case (byte)'"':
                Text();
                break;
            case (byte)'t':
                Literal("true"u8);
                break;
            case (byte)'f':
                Literal("false"u8);
                break;
            case (byte)'n':
                Literal("null"u8);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                Number();
                break;
            default:
                Fail("looking for beginning of value");
                break;
        }
    }

    private void Container(byte end, bool isObject)
    {
        if (++_depth > MaxDepth)
        {
            _error ??= "exceeded max depth";
            return;
        }

        _at++;
        SkipSpace();
        for (var isFirst = true; _error is null; isFirst = false)
        {
            if (isFirst && Peek() == end)
            {
                break;
            }

            Member(isObject);
            SkipSpace();
            if (_error is not null || Peek() == end)
            {
                break;
            }

            Expect((byte)',', isObject ? "after object key:value pair" : "after array element");
        }

        _at++;
        _depth--;
    }

    private void Member(bool isObject)
    {
        if (isObject)
        {
            SkipSpace();
            if (Peek() != '"')
            {
                Fail("looking for beginning of object key string");
                return;
            }

            Text();
            SkipSpace();
            Expect((byte)':', "after object key");
        }

        if (_error is null)
        {
            Value();
        }
    }

    private void Text()
    {
        for (_at++; _error is null && Peek() != '"';)
        {
            if (Peek() == '\\')
            {
                _at++;
                Escape();
            }
            else if (Peek() < ' ')
            {
                Fail("in string literal");
            }
            else
            {
                _at++;
            }
        }

        _at++;
    }

    private void Escape()
    {
        if (Peek() != 'u')
        {
            if ("\"\\/bfnrt"u8.Contains((byte)Math.Max(Peek(), 0)))
            {
                _at++;
                return;
            }

            Fail("in string escape code");
            return;
        }

        _at++;
        for (var i = 0; i < 4 && _error is null; i++, _at++)
        {
            if (Peek() < 0 || !char.IsAsciiHexDigit((char)Peek()))
            {
                Fail("in \\u hexadecimal character escape");
            }
        }
    }

    private void Number()
    {
        if (Peek() == '-')
        {
            _at++;
        }

        if (Peek() == '0')
        {
            _at++;
        }
        else
        {
            Digits("in numeric literal");
        }

        if (Peek() == '.')
        {
            _at++;
            Digits("after decimal point in numeric literal");
        }

        if (_error is null && Peek() is 'e' or 'E')
        {
            _at++;
            if (Peek() is '+' or '-')
            {
                _at++;
            }

            Digits("in exponent of numeric literal");
        }
    }

    private void Digits(string context)
    {
        if (_error is not null)
        {
            return;
        }

        if (Peek() is not (>= '0' and <= '9'))
        {
            Fail(context);
            return;
        }

        while (Peek() is >= '0' and <= '9')
        {
            _at++;
        }
    }

    private void Literal(ReadOnlySpan<byte> word)
    {
        for (var i = 0; i < word.Length && _error is null; i++)
        {
            Expect(word[i], $"in literal {Encoding.UTF8.GetString(word)} (expecting '{(char)word[i]}')");
        }
    }

    private void Expect(byte wanted, string context)
    {
        if (Peek() == wanted)
        {
            _at++;
        }
        else
        {
            Fail(context);
        }
    }

    private readonly int Peek() => _at < _json.Length ? _json[_at] : -1;

    private void SkipSpace()
    {
        while (_at < _json.Length && Space.Contains(_json[_at]))
        {
            _at++;
        }
    }

    // Go shows the byte as a character of its number.
    private void Fail(string context) => _error ??= _at >= _json.Length
        ? "unexpected end of JSON input"
        : $"invalid character {GoText.QuoteCharacter((char)_json[_at])} {context}";
}
