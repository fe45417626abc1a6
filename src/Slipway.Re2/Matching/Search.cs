using System.Collections.Immutable;

namespace Slipway.Re2.Matching;

/// <summary>
/// Finds where a program matches first, and its groups: the program's steps are followed side by side, the preferred ones first, each with
/// the places that it has noted. Safe to use from several threads.
/// </summary>
internal sealed class Search(MatchProgram program, int groups)
{
    /// <summary>Finds the first match at or behind a place; null when there is none.</summary>
    /// <exception cref="Re2LimitException">It takes too many steps.</exception>
    public Re2Match? Find(string text, int position, StepBudget budget)
    {
        var places = 2 * (groups + 1);
        budget.Use((long)program.Steps.Length * places / 4);
        var (current, next) = (new Threads(program, places, budget), new Threads(program, places, budget));
        int[]? match = null;
        for (var before = TextReader.Before(text, position); ;)
        {
            var character = TextReader.At(text, position, out var length);
            if (match is null && (before < 0 || !program.IsAnchored))
            {
                current.Start(position, MatchProgram.Between(before, character));
            }

            var place = MatchProgram.Between(character, TextReader.At(text, position + length, out _));
            match = current.Advance(next, character, position, length, place) ?? match;
            if (character < 0 || (next.IsEmpty && (match is not null || program.IsAnchored)))
            {
                return match is null ? null : new Re2Match(ImmutableArray.Create(match));
            }

            (current, next) = (next, current);
            (before, position) = (character, position + length);
        }
    }
}
