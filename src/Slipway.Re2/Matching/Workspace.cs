using Slipway.Re2.Syntax;

namespace Slipway.Re2.Matching;

/// <summary>Follows all steps of a program side by side, a character at a time. Of one thread at a time.</summary>
internal sealed class Workspace(MatchProgram program)
{
    private readonly StepSet _reached = new(program.Steps.Length);
    private readonly int[] _open = new int[program.Steps.Length + 1];

    private StepSet _from = new(program.Steps.Length);
    private StepSet _next = new(program.Steps.Length);
    private StepBudget _budget = new();

    /// <summary>The steps that follow the character that was taken last.</summary>
    public ReadOnlySpan<int> Next => _next.Steps;

    /// <summary>How many steps have been followed since the beginning.</summary>
    public long Used => _budget.Used;

    /// <summary>Forgets what has been used.</summary>
    public Workspace Begin()
    {
        _budget = new StepBudget();
        return this;
    }

    /// <summary>Takes a character; true when a match ends before it.</summary>
    /// <param name="from">The steps to be followed.</param>
    /// <param name="before">The character before; negative at the beginning.</param>
    /// <param name="character">The character; negative at the end.</param>
    public bool Take(ReadOnlySpan<int> from, int before, int character)
    {
        _reached.Clear();
        _next.Clear();
        var place = MatchProgram.Between(before, character);
        var isMatch = false;
        foreach (var step in from)
        {
            isMatch |= Follow(step, place);
        }

        isMatch |= (!program.IsAnchored || before < 0) && Follow(program.Start, place);
        _budget.Use(_reached.Count + from.Length + 1);
        foreach (var step in character < 0 || isMatch ? [] : _reached.Steps)
        {
            var instruction = program.Steps[step];
            if (instruction.Operation >= Operation.Take && program.Takes(instruction, character))
            {
                _next.Add(instruction.Next);
            }
        }

        return isMatch;
    }

    /// <summary>Goes on to the end of a text, keeping nothing on the way.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The place in it, behind the character that was taken last.</param>
    public bool TakeAll(string text, int position)
    {
        for (var before = TextReader.Before(text, position); ;)
        {
            (_from, _next) = (_next, _from);
            var character = TextReader.At(text, position, out var length);
            if (Take(_from.Steps, before, character))
            {
                return true;
            }

            if (character < 0 || (program.IsAnchored && _next.Count == 0))
            {
                return false;
            }

            (before, position) = (character, position + length);
        }
    }

    // A step is put off at most once: who comes to it again finds it reached.
    private bool Follow(int start, Place place)
    {
        var open = 0;
        var isMatch = false;
        for (var step = start; ; step = _open[--open])
        {
            while (step >= 0 && _reached.Add(step))
            {
                var instruction = program.Steps[step];
                isMatch |= instruction.Operation == Operation.Match;
                step = instruction.Operation switch
                {
                    Operation.Choose => instruction.Next,
                    Operation.Note => instruction.Next,
                    Operation.Assert when ((Place)instruction.Argument & place) != Place.None => instruction.Next,
                    _ => -1,
                };
                if (instruction.Operation == Operation.Choose)
                {
                    _open[open++] = instruction.Argument;
                }
            }

            if (open == 0)
            {
                return isMatch;
            }
        }
    }
}
