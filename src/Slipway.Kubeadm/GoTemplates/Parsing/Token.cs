namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>A piece of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it stands there.</param>
/// <param name="Offset">Where.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset)
{
    /// <summary>Whether it is the given keyword.</summary>
    public bool Is(string keyword) => Kind == TokenKind.Keyword && Text == keyword;
}
