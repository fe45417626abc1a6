namespace Slipway.Re2.Matching;

/// <summary>
/// Tells whether a program matches, in one look at each character: where characters lead is found out by following the program, and kept
/// while there is room. Beyond that the program is followed. Safe to use from several threads.
/// </summary>
internal sealed class Automaton
{
    // Of four bytes each.
    private const int MaxWeight = 60_000;

    private readonly MatchProgram _program;
    private readonly Letters _letters;
    private readonly AutomatonState _start;
    private readonly AutomatonState _matched;
    private readonly AutomatonState _failed;
    private readonly HashSet<AutomatonState> _states = [];

    private int _weight;
    private Workspace? _spare;

    /// <summary>Makes the automaton of a program.</summary>
    public Automaton(MatchProgram program)
    {
        _program = program;
        _letters = new Letters(program);
        _start = new AutomatonState([], before: -1, _letters.Count);
        _matched = new AutomatonState([], before: -2, letters: 0);
        _failed = new AutomatonState([], before: -3, letters: 0);
    }

    /// <summary>Whether a text matches anywhere.</summary>
    /// <exception cref="Re2LimitException">It takes too many steps.</exception>
    public bool IsMatch(string text)
    {
        Workspace? work = null;
        try
        {
            var state = _start;
            for (var position = 0; ;)
            {
                var (letter, length) = position == text.Length ? (_letters.End, 0)
                    : text[position] < 128 ? (_letters[text[position]], 1)
                    : (-1, 0);
                if (letter < 0 || state[letter] is not { } next)
                {
                    var character = TextReader.At(text, position, out length);
                    work ??= Rent();
                    if (Follow(work, state, character) is not { } found)
                    {
                        return work.TakeAll(text, position + length);
                    }

                    next = found;
                    if (letter >= 0)
                    {
                        state[letter] = found;
                    }
                }

                if (ReferenceEquals(next, _matched) || ReferenceEquals(next, _failed))
                {
                    return ReferenceEquals(next, _matched);
                }

                (state, position) = (next, position + length);
            }
        }
        finally
        {
            _spare = work ?? _spare;
        }
    }

    private Workspace Rent() => (Interlocked.Exchange(ref _spare, null) ?? new Workspace(_program)).Begin();

    // Null when there is no room to keep where the character leads.
    private AutomatonState? Follow(Workspace work, AutomatonState from, int character)
    {
        if (work.Take(from.Steps, from.Before, character))
        {
            return _matched;
        }

        if (character < 0 || (_program.IsAnchored && work.Next.IsEmpty))
        {
            return _failed;
        }

        var steps = work.Next.ToArray();
        Array.Sort(steps);
        var state = new AutomatonState(steps, _letters.Plain(character), _letters.Count);
        lock (_states)
        {
            if (_states.TryGetValue(state, out var known))
            {
                return known;
            }

            if (_weight + state.Weight > MaxWeight)
            {
                return null;
            }

            _weight += state.Weight;
            _states.Add(state);
            return state;
        }
    }
}
