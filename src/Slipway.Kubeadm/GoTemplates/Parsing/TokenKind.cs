namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>What a piece of a template is.</summary>
internal enum TokenKind
{
    End,
    Text,
    LeftDelimiter,
    RightDelimiter,
    Space,
    Keyword,
    Identifier,
    Boolean,
    Nil,
    Dot,
    Field,
    Variable,
    Number,
    Character,
    String,
    RawString,
    Assign,
    Declare,
    Pipe,
    Comma,
    LeftParenthesis,
    RightParenthesis,
}
