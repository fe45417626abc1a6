using System.Collections.Immutable;
using Slipway.Re2.Characters;
using Slipway.Re2.Syntax;

namespace Slipway.Re2.Matching;

/// <summary>A pattern as steps that are followed side by side.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Sets">The sets that steps name.</param>
/// <param name="Start">The first step.</param>
/// <param name="Places">All places that steps ask for.</param>
/// <param name="IsAnchored">Whether a match can only begin where the text does.</param>
internal sealed record MatchProgram(
    ImmutableArray<Instruction> Steps, ImmutableArray<CharacterClass> Sets, int Start, Place Places, bool IsAnchored)
{
    /// <summary>Whether a step that takes a character takes this one.</summary>
    public bool Takes(Instruction step, int character) =>
        step.Operation == Operation.Take ? step.Argument == character : Sets[step.Argument].Contains(character);

    /// <summary>What is true between two characters; -1 stands for the end of the text.</summary>
    public static Place Between(int before, int after)
    {
        var place = before < 0 ? Place.TextStart | Place.LineStart : before == '\n' ? Place.LineStart : Place.None;
        place |= after < 0 ? Place.TextEnd | Place.LineEnd : after == '\n' ? Place.LineEnd : Place.None;
        return place | (IsWord(before) == IsWord(after) ? Place.NoWordBoundary : Place.WordBoundary);
    }

    /// <summary>Whether it is a character of ASCII words.</summary>
    public static bool IsWord(int character) =>
        character is >= 0 and < 128 && (char.IsAsciiLetterOrDigit((char)character) || character == '_');
}
