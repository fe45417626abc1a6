namespace Slipway.Kubernetes.Selectors;

/// <summary>Parses a label selector's text by the grammar, and with the errors, of Kubernetes' labels package.</summary>
internal sealed class LabelSelectorParser(string text)
{
    private readonly List<LabelSelectorToken> _tokens = new LabelSelectorLexer(text).ReadAll();
    private int _position;

    private LabelSelectorToken Current => _tokens[_position];

    public List<LabelRequirement> Parse()
    {
        var requirements = new List<LabelRequirement>();
        while (true)
        {
            switch (Current.KindAsValue)
            {
                case LabelTokenKind.End:
                    return requirements;
                case LabelTokenKind.Identifier or LabelTokenKind.DoesNotExist:
                    requirements.Add(ParseRequirementInContext());
                    break;
                default:
                    throw Unexpected(Current, "!, identifier, or 'end of string'");
            }

            var separator = Take();
            if (separator.Kind == LabelTokenKind.End)
            {
                return requirements;
            }

            if (separator.Kind != LabelTokenKind.Comma)
            {
                throw Unexpected(separator, "',' or 'end of string'");
            }

            if (Current.KindAsValue is not (LabelTokenKind.Identifier or LabelTokenKind.DoesNotExist))
            {
                throw Unexpected(Current, "identifier after ','");
            }
        }
    }

    private static SelectorParseException Unexpected(LabelSelectorToken token, string expected) =>
        new($"found '{token.Text}', expected: {expected}");

    private LabelRequirement ParseRequirementInContext()
    {
        try
        {
            return ParseRequirement();
        }
        catch (SelectorParseException e)
        {
            throw new SelectorParseException($"unable to parse requirement: {e.Message}");
        }
    }

    private LabelRequirement ParseRequirement()
    {
        var first = Take();
        var negated = first.Kind == LabelTokenKind.DoesNotExist;
        var key = negated ? Take() : first;
        if (key.KindAsValue != LabelTokenKind.Identifier)
        {
            throw Unexpected(key, "identifier");
        }

        if (LabelSyntax.KeyError(key.Text) is { } error)
        {
            throw new SelectorParseException($"<nil>: Invalid value: {LabelSyntax.Quote(key.Text)}: {error}");
        }

        if (negated || Current.Kind is LabelTokenKind.End or LabelTokenKind.Comma)
        {
            return LabelRequirement.Create(key.Text, negated ? SelectorOperator.DoesNotExist : SelectorOperator.Exists, []);
        }

        var op = ParseOperator();
        var values = op is SelectorOperator.In or SelectorOperator.NotIn ? ParseList() : [ParseValue()];
        return LabelRequirement.Create(key.Text, op, values);
    }

    private SelectorOperator ParseOperator()
    {
        var token = Take();
        return token.Kind switch
        {
            LabelTokenKind.In => SelectorOperator.In,
            LabelTokenKind.NotIn => SelectorOperator.NotIn,
            LabelTokenKind.Equals => SelectorOperator.Equals,
            LabelTokenKind.DoubleEquals => SelectorOperator.DoubleEquals,
            LabelTokenKind.NotEquals => SelectorOperator.NotEquals,
            LabelTokenKind.GreaterThan => SelectorOperator.GreaterThan,
            LabelTokenKind.LessThan => SelectorOperator.LessThan,
            _ => throw Unexpected(token, "in, notin, =, ==, !=, gt, lt"),
        };
    }

    private string ParseValue()
    {
        if (Current.Kind is LabelTokenKind.End or LabelTokenKind.Comma)
        {
            return "";
        }

        var token = Take();
        return token.KindAsValue == LabelTokenKind.Identifier ? token.Text : throw Unexpected(token, "identifier");
    }

    private List<string> ParseList()
    {
        var open = Take();
        if (open.Kind != LabelTokenKind.Open)
        {
            throw new SelectorParseException($"found '{open.Text}' expected: '('");
        }

        // An empty place counts as the empty value: (), (a,), (,a).
        var values = new List<string>();
        while (true)
        {
            if (Current.KindAsValue == LabelTokenKind.Identifier)
            {
                values.Add(Take().Text);
            }
            else if (Current.Kind is LabelTokenKind.Comma or LabelTokenKind.Close)
            {
                values.Add("");
            }
            else
            {
                throw Unexpected(Current, values.Count == 0 ? "',', ')' or identifier" : "',', or identifier");
            }

            var next = Take();
            if (next.Kind == LabelTokenKind.Close)
            {
                return values;
            }

            if (next.Kind != LabelTokenKind.Comma)
            {
                throw Unexpected(next, "',' or ')'");
            }
        }
    }

    private LabelSelectorToken Take()
    {
        var token = _tokens[_position];
        if (_position < _tokens.Count - 1)
        {
            _position++;
        }

        return token;
    }
}
