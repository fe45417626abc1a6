using System.Globalization;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Decoding;

/// <summary>Says what is wrong with a JSON text in the words of Go's encoding/json, which kube-apiserver repeats to clients.</summary>
internal ref struct GoJsonSyntax
{
    private const string Truncated = "unexpected end of JSON input";

    private readonly ReadOnlySpan<byte> _json;
    private int _at;

    private GoJsonSyntax(ReadOnlySpan<byte> json) => _json = json;

    /// <returns>Null when the text is one JSON value.</returns>
    public static string? Error(ReadOnlySpan<byte> json)
    {
        var scan = new GoJsonSyntax(json);
        if (scan.Value(depth: 0) is { } error)
        {
            return error;
        }

        scan.SkipSpace();
        return scan._at < json.Length ? scan.Invalid("after top-level value") : null;
    }

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    private static bool IsHex(byte b) => char.IsAsciiHexDigit((char)b);

    private string? Value(int depth)
    {
        SkipSpace();
        if (_at == _json.Length)
        {
            return Truncated;
        }

        const int MaxDepth = 10_000; // Go's own limit
        return _json[_at] switch
        {
            _ when depth > MaxDepth => "exceeded max depth",
            (byte)'{' => Members(depth),
            (byte)'[' => Elements(depth),
            (byte)'"' => Text(),
            (byte)'t' => Literal("true"u8),
            (byte)'f' => Literal("false"u8),
            (byte)'n' => Literal("null"u8),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => Number(),
            _ => Invalid("looking for beginning of value"),
        };
    }

    private string? Members(int depth)
    {
        for (var first = true; ; first = false)
        {
            _at++;
            SkipSpace();
            if (_at < _json.Length && first && _json[_at] == (byte)'}')
            {
                _at++;
                return null;
            }

            var error = Expect((byte)'"', "looking for beginning of object key string") ?? Text();
            SkipSpace();
            error ??= Expect((byte)':', "after object key");
            _at++;
            error ??= Value(depth + 1);
            if (error is not null)
            {
                return error;
            }

            SkipSpace();
            if (_at == _json.Length || _json[_at] is not ((byte)',' or (byte)'}'))
            {
                return Invalid("after object key:value pair");
            }

            if (_json[_at] == (byte)'}')
            {
                _at++;
                return null;
            }
        }
    }

    private string? Elements(int depth)
    {
        for (var first = true; ; first = false)
        {
            _at++;
            SkipSpace();
            if (_at < _json.Length && first && _json[_at] == (byte)']')
            {
                _at++;
                return null;
            }

            if (Value(depth + 1) is { } error)
            {
                return error;
            }

            SkipSpace();
            if (_at == _json.Length || _json[_at] is not ((byte)',' or (byte)']'))
            {
                return Invalid("after array element");
            }

            if (_json[_at] == (byte)']')
            {
                _at++;
                return null;
            }
        }
    }

    private string? Text()
    {
        for (_at++; _at < _json.Length; _at++)
        {
            switch (_json[_at])
            {
                case (byte)'"':
                    _at++;
                    return null;
                case < 0x20:
                    return Invalid("in string literal");
                case (byte)'\\' when Escape() is { } error:
                    return error;
            }
        }

        return Truncated;
    }

    // Leaves the position at the escape's last character.
    private string? Escape()
    {
        _at++;
        if (_at == _json.Length || !"\"\\/bfnrtu"u8.Contains(_json[_at]))
        {
            return Invalid("in string escape code");
        }

        if (_json[_at] != (byte)'u')
        {
            return null;
        }

        for (var i = 0; i < 4; i++)
        {
            _at++;
            if (_at == _json.Length || !IsHex(_json[_at]))
            {
                return Invalid("in \\u hexadecimal character escape");
            }
        }

        return null;
    }

    private string? Number()
    {
        if (_json[_at] == (byte)'-')
        {
            _at++;
            if (_at == _json.Length || !IsDigit(_json[_at]))
            {
                return Invalid("in numeric literal");
            }
        }

        if (_json[_at++] != (byte)'0')
        {
            SkipDigits();
        }

        if (_at < _json.Length && _json[_at] == (byte)'.')
        {
            _at++;
            if (Digits("after decimal point in numeric literal") is { } error)
            {
                return error;
            }
        }

        if (_at == _json.Length || _json[_at] is not ((byte)'e' or (byte)'E'))
        {
            return null;
        }

        _at++;
        if (_at < _json.Length && _json[_at] is (byte)'+' or (byte)'-')
        {
            _at++;
        }

        return Digits("in exponent of numeric literal");
    }

    private string? Digits(string where)
    {
        if (_at == _json.Length || !IsDigit(_json[_at]))
        {
            return Invalid(where);
        }

        SkipDigits();
        return null;
    }

    private string? Literal(ReadOnlySpan<byte> literal)
    {
        for (var i = 1; i < literal.Length; i++)
        {
            _at++;
            if (_at == _json.Length || _json[_at] != literal[i])
            {
                var name = System.Text.Encoding.ASCII.GetString(literal);
                return Invalid(string.Create(CultureInfo.InvariantCulture, $"in literal {name} (expecting '{(char)literal[i]}')"));
            }
        }

        _at++;
        return null;
    }

    private string? Expect(byte wanted, string where) => _at < _json.Length && _json[_at] == wanted ? null : Invalid(where);

    private readonly string Invalid(string where) =>
        _at >= _json.Length ? Truncated : $"invalid character {GoText.QuoteCharacter((char)_json[_at])} {where}";

    private void SkipSpace()
    {
        while (_at < _json.Length && _json[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    private void SkipDigits()
    {
        while (_at < _json.Length && IsDigit(_json[_at]))
        {
            _at++;
        }
    }
}
