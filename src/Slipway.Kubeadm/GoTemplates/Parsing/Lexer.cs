namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>Cuts a template into text and actions, with what <c>{{-</c>, <c>-}}</c> and comments take away.</summary>
internal sealed class Lexer(SourceText source)
{
    private const string Left = "{{";
    private const string Right = "}}";
    private const string Blank = " \t\r\n";

    private readonly List<Token> _tokens = [];
    private readonly string _text = source.Text;
    private int _at;

    /// <summary>All pieces; the last is the end.</summary>
    public List<Token> Run()
    {
        while (_at < _text.Length)
        {
            var open = _text.IndexOf(Left, _at, StringComparison.Ordinal);
            if (open < 0)
            {
                Emit(TokenKind.Text, _at, _text.Length);
                break;
            }

            var trims = IsAt(open + 2, "-") && IsBlankAt(open + 3);
            Emit(TokenKind.Text, _at, trims ? _at + _text.AsSpan(_at, open - _at).TrimEnd(Blank).Length : open);
            _at = open + (trims ? 4 : 2);
            if (IsAt(_at, "/*"))
            {
                Comment();
            }
            else
            {
                _tokens.Add(new(TokenKind.LeftDelimiter, "", open));
                Action(open);
            }
        }

        _at = _text.Length;
        _tokens.Add(new(TokenKind.End, "", _at));
        return _tokens;
    }

    private void Comment()
    {
        var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw source.Error(_at, "a comment is not closed: */}} was expected");
        }

        _at = end + 2;
        if (!Closes(out var trims))
        {
            throw source.Error(_at, "a comment must be all of its action: */}} was expected");
        }

        Close(trims);
    }

    private void Action(int open)
    {
        var scanner = new ActionScanner(source, open);
        bool trims;
        while (!Closes(out trims))
        {
            _tokens.Add(scanner.Next(ref _at, EndsAfterBlank));
        }

        scanner.End(_at);
        _tokens.Add(new(TokenKind.RightDelimiter, "", _at));
        Close(trims);
    }

    // Blank before -}} belongs to the marker.
    private bool EndsAfterBlank(int at) => IsBlankAt(at) && IsAt(at + 1, "-" + Right);

    private bool Closes(out bool trims)
    {
        trims = EndsAfterBlank(_at);
        return trims || IsAt(_at, Right);
    }

    private void Close(bool trims)
    {
        _at += trims ? 4 : 2;
        if (trims)
        {
            _at = _text.Length - _text.AsSpan(_at).TrimStart(Blank).Length;
        }
    }

    private void Emit(TokenKind kind, int from, int to)
    {
        if (to > from)
        {
            _tokens.Add(new(kind, _text[from..to], from));
        }
    }

    private bool IsAt(int at, string text) => string.CompareOrdinal(_text, at, text, 0, text.Length) == 0;

    private bool IsBlankAt(int at) => at < _text.Length && Blank.Contains(_text[at]);
}
