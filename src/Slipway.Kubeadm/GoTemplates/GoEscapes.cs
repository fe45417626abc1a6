namespace Slipway.Kubeadm.GoTemplates;

/// <summary>The characters that Go's source writes as a backslash and a letter, but for quotes.</summary>
internal static class GoEscapes
{
    private const string Letters = "abfnrtv\\";
    private const string Characters = "\a\b\f\n\r\t\v\\";

    /// <summary>The letter that stands for a character; null for none.</summary>
    public static char? LetterOf(int character) =>
        character < 128 && Characters.IndexOf((char)character) is >= 0 and var known ? Letters[known] : null;

    /// <summary>The character that a letter stands for; null for none.</summary>
    public static char? CharacterOf(char letter) => Letters.IndexOf(letter) is >= 0 and var known ? Characters[known] : null;
}
