namespace Slipway.Kubernetes.Selectors;

/// <summary>Splits a label selector's text into tokens.</summary>
internal ref struct LabelSelectorLexer(string text)
{
    private int _position;

    public List<LabelSelectorToken> ReadAll()
    {
        var tokens = new List<LabelSelectorToken>();
        do
        {
            tokens.Add(Next());
        }
        while (tokens[^1].Kind != LabelTokenKind.End);

        return tokens;
    }

    private LabelSelectorToken Next()
    {
        while (_position < text.Length && text[_position] is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }

        if (_position >= text.Length)
        {
            return new(LabelTokenKind.End, "");
        }

        return IsSymbol(text[_position]) ? ReadSymbol() : ReadWord();
    }

    private LabelSelectorToken ReadWord()
    {
        var start = _position;
        while (_position < text.Length && !IsSymbol(text[_position]) && text[_position] is not (' ' or '\t' or '\r' or '\n'))
        {
            _position++;
        }

        var word = text[start.._position];
        return new(word switch { "in" => LabelTokenKind.In, "notin" => LabelTokenKind.NotIn, _ => LabelTokenKind.Identifier }, word);
    }

    private LabelSelectorToken ReadSymbol()
    {
        var rest = text.AsSpan(_position);
        var (kind, length) = rest switch
        {
            ['=', '=', ..] => (LabelTokenKind.DoubleEquals, 2),
            ['!', '=', ..] => (LabelTokenKind.NotEquals, 2),
            ['=', ..] => (LabelTokenKind.Equals, 1),
            ['!', ..] => (LabelTokenKind.DoesNotExist, 1),
            ['(', ..] => (LabelTokenKind.Open, 1),
            [')', ..] => (LabelTokenKind.Close, 1),
            [',', ..] => (LabelTokenKind.Comma, 1),
            ['>', ..] => (LabelTokenKind.GreaterThan, 1),
            _ => (LabelTokenKind.LessThan, 1),
        };
        _position += length;
        return new(kind, rest[..length].ToString());
    }

    private static bool IsSymbol(char c) => c is '=' or '!' or '(' or ')' or ',' or '>' or '<';
}
