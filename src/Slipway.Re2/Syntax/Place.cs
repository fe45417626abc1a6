namespace Slipway.Re2.Syntax;

/// <summary>What may be true of a place between two characters.</summary>
[Flags]
internal enum Place
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Before the first character.</summary>
    TextStart = 1,

    /// <summary>Behind the last character.</summary>
    TextEnd = 2,

    /// <summary>Before the first character of a line.</summary>
    LineStart = 4,

    /// <summary>Behind the last character of a line.</summary>
    LineEnd = 8,

    /// <summary>Between a character of an ASCII word and another.</summary>
    WordBoundary = 16,

    /// <summary>Anywhere else.</summary>
    NoWordBoundary = 32,
}
