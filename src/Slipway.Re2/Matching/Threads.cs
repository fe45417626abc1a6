using Slipway.Re2.Syntax;

namespace Slipway.Re2.Matching;

/// <summary>The steps that a search is at, the preferred ones first, each with the places noted on the way to it.</summary>
/// <param name="program">The program.</param>
/// <param name="places">How many places a step has noted, those of the whole match first.</param>
/// <param name="budget">What the search may cost.</param>
internal sealed class Threads(MatchProgram program, int places, StepBudget budget)
{
    private readonly StepSet _steps = new(program.Steps.Length);
    private readonly int[] _noted = new int[program.Steps.Length * places];
    private readonly Stack<(int Step, int Place, int Noted)> _open = new();

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _steps.Count == 0;

    /// <summary>Begins a match, less preferred than those that have begun.</summary>
    public void Start(int position, Place place)
    {
        Span<int> noted = places <= 64 ? stackalloc int[places] : new int[places];
        noted.Fill(-1);
        noted[0] = position;
        Follow(program.Start, position, place, noted);
    }

    /// <summary>Lets each step take a character, up to the first that ends a match; its places are the answer.</summary>
    /// <param name="next">Gets the steps behind the character.</param>
    /// <param name="character">The character; negative at the end.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="place">What is true behind it.</param>
    public int[]? Advance(Threads next, int character, int position, int length, Place place)
    {
        next._steps.Clear();
        budget.Use(_steps.Count * (1 + (places / 4)));
        foreach (var step in _steps.Steps)
        {
            var instruction = program.Steps[step];
            if (instruction.Operation == Operation.Match)
            {
                var match = Noted(step).ToArray();
                match[1] = position;
                return match;
            }

            if (instruction.Operation >= Operation.Take && character >= 0 && program.Takes(instruction, character))
            {
                next.Follow(instruction.Next, position + length, place, Noted(step));
            }
        }

        return null;
    }

    private Span<int> Noted(int step) => _noted.AsSpan(step * places, places);

    // A negative step takes back what was noted.
    private void Follow(int start, int position, Place place, Span<int> noted)
    {
        _open.Push((start, 0, 0));
        while (_open.TryPop(out var open))
        {
            if (open.Step < 0)
            {
                noted[open.Place] = open.Noted;
                continue;
            }

            for (var step = open.Step; step >= 0 && _steps.Add(step);)
            {
                var instruction = program.Steps[step];
                switch (instruction.Operation)
                {
                    case Operation.Choose:
                        _open.Push((instruction.Argument, 0, 0));
                        step = instruction.Next;
                        break;
                    case Operation.Assert:
                        step = ((Place)instruction.Argument & place) != Place.None ? instruction.Next : -1;
                        break;
                    case Operation.Note:
                        _open.Push((-1, instruction.Argument, noted[instruction.Argument]));
                        noted[instruction.Argument] = position;
                        step = instruction.Next;
                        break;
                    default:
                        noted.CopyTo(Noted(step));
                        step = -1;
                        break;
                }
            }
        }
    }
}
