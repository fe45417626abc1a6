using System.Globalization;
using System.Text;

namespace Slipway.Kubeadm.GoTemplates.Formatting;

/// <summary>printf. What does not fit is told in the text, as Go tells it.</summary>
internal ref struct GoFormat
{
    private const int WidestField = 1_000_000;

    private readonly string _format;
    private readonly ReadOnlySpan<object?> _arguments;
    private readonly StringBuilder _text = new();
    private int _at;
    private int _argument;
    private bool _isReordered;
    private bool _isAfterIndex;
    private bool _isGoodIndex;

    private GoFormat(string format, ReadOnlySpan<object?> arguments)
    {
        _format = format;
        _arguments = arguments;
    }

    /// <summary>Puts the arguments where the format has percent signs.</summary>
    public static string Format(string format, ReadOnlySpan<object?> arguments) => new GoFormat(format, arguments).Run();

    private string Run()
    {
        while (_at < _format.Length)
        {
            var percent = _format.IndexOf('%', _at);
            _text.Append(_format, _at, (percent < 0 ? _format.Length : percent) - _at);
            _at = percent < 0 ? _format.Length : percent + 1;
            if (percent >= 0)
            {
                Next();
            }
        }

        if (!_isReordered && _argument < _arguments.Length)
        {
            _text.Append("%!(EXTRA ");
            for (var i = _argument; i < _arguments.Length; i++)
            {
                _text.Append(i > _argument ? ", " : "").Append(GoVerb.Described(_arguments[i], new Directive()));
            }

            _text.Append(')');
        }

        return _text.ToString();
    }

    private void Next()
    {
        _isGoodIndex = true;
        _isAfterIndex = false;
        var directive = WithPrecision(WithWidth(Flags()));
        if (!_isAfterIndex)
        {
            Index();
        }

        if (_at >= _format.Length)
        {
            _text.Append("%!(NOVERB)");
            return;
        }

        var (rune, length, _) = GoText.RuneAt(_format, _at);
        var verb = _format.Substring(_at, length);
        _at += length;
        _text.Append(
            verb == "%" ? "%"
            : !_isGoodIndex ? $"%!{verb}(BADINDEX)"
            : _argument >= _arguments.Length ? $"%!{verb}(MISSING)"
            : GoVerb.Format(_arguments[_argument++], rune.Value < 128 ? (char)rune.Value : '\0', verb, directive));
    }

    private Directive Flags()
    {
        var directive = new Directive();
        for (; _at < _format.Length; _at++)
        {
            switch (_format[_at])
            {
                case '#':
                    directive = directive with { Sharp = true };
                    break;
                case '0':
                    directive = directive with { Zero = !directive.Minus };
                    break;
                case '+':
                    directive = directive with { Plus = true };
                    break;
                case '-':
                    directive = directive with { Minus = true, Zero = false };
                    break;
                case ' ':
                    directive = directive with { Space = true };
                    break;
                default:
                    return directive;
            }
        }

        return directive;
    }

    private Directive WithWidth(Directive directive)
    {
        Index();
        if (_at < _format.Length && _format[_at] == '*')
        {
            var width = Star("%!(BADWIDTH)");
            return width < 0
                ? directive with { Width = -width, Minus = true, Zero = false }
                : directive with { Width = width };
        }

        var number = Number();
        _isGoodIndex &= !_isAfterIndex || number is null;
        return directive with { Width = number };
    }

    private Directive WithPrecision(Directive directive)
    {
        if (_at >= _format.Length || _format[_at] != '.')
        {
            return directive;
        }

        _at++;
        _isGoodIndex &= !_isAfterIndex;
        Index();
        if (_at < _format.Length && _format[_at] == '*')
        {
            var precision = Star("%!(BADPREC)", isPrecision: true);
            return directive with { Precision = precision };
        }

        return directive with { Precision = Number() ?? 0 };
    }

    private int? Star(string problem, bool isPrecision = false)
    {
        _at++;
        _isAfterIndex = false;
        long? number = _argument < _arguments.Length
            ? _arguments[_argument++] switch { long value => value, byte value => value, _ => null }
            : null;
        if (number is >= -WidestField and <= WidestField)
        {
            // A precision below zero is a mistake, a width below zero fills up on the right.
            if (!isPrecision || number >= 0)
            {
                return (int)number;
            }
        }

        _text.Append(problem);
        return null;
    }

    private int? Number()
    {
        var start = _at;
        long number = 0;
        while (_at < _format.Length && char.IsAsciiDigit(_format[_at]))
        {
            number = Math.Min((number * 10) + _format[_at++] - '0', WidestField + 1L);
        }

        return _at == start || number > WidestField ? null : (int)number;
    }

    // [3] takes the third argument, and goes on from there.
    private void Index()
    {
        if (_at >= _format.Length || _format[_at] != '[')
        {
            return;
        }

        _isReordered = true;
        var end = _format.IndexOf(']', _at);
        var isNumber = int.TryParse(
            end < 0 ? "" : _format.AsSpan(_at + 1, end - _at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        _at = end < 0 ? _at + 1 : end + 1;
        if (isNumber && number >= 1 && number <= _arguments.Length)
        {
            _argument = number - 1;
            _isAfterIndex = true;
        }
        else
        {
            _isGoodIndex = false;
            _isAfterIndex = end >= 0 && isNumber;
        }
    }
}
