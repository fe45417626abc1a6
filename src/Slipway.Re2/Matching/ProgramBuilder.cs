using System.Collections.Immutable;
using Slipway.Re2.Characters;
using Slipway.Re2.Syntax;

namespace Slipway.Re2.Matching;

/// <summary>Makes a program of a pattern, from its end to its beginning: what follows a step is always known.</summary>
internal sealed class ProgramBuilder
{
    private readonly ImmutableArray<Instruction>.Builder _steps = ImmutableArray.CreateBuilder<Instruction>();
    private readonly Dictionary<CharacterClass, int> _sets = new(ReferenceEqualityComparer.Instance);
    private readonly bool _captures;

    private Place _places;

    private ProgramBuilder(bool captures) => _captures = captures;

    /// <summary>Makes the program of a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="captures">Whether the places of groups are asked for.</param>
    public static MatchProgram Build(Node pattern, bool captures)
    {
        var builder = new ProgramBuilder(captures);
        var end = builder.Add(Operation.Match, 0);
        var start = builder.Emit(pattern, end);
        ImmutableArray<CharacterClass> sets = [.. builder._sets.OrderBy(s => s.Value).Select(s => s.Key)];
        return new MatchProgram(builder._steps.DrainToImmutable(), sets, start, builder._places, BeginsAtStart(pattern));
    }

    private static bool BeginsAtStart(Node node) => node switch
    {
        Node.Assertion(var place) => place == Place.TextStart,
        Node.Sequence({ Length: > 0 } parts) => BeginsAtStart(parts[0]),
        Node.Choice(var parts) => parts.All(BeginsAtStart),
        Node.Capture(var part, _) => BeginsAtStart(part),
        Node.Repetition { Least: > 0 } repetition => BeginsAtStart(repetition.Part),
        _ => false,
    };

    private int Add(Operation operation, int next, int argument = 0)
    {
        _steps.Add(new Instruction(operation, next, argument));
        return _steps.Count - 1;
    }

    private int Emit(Node node, int next)
    {
        switch (node)
        {
            case Node.Literal(var character):
                return Add(Operation.Take, next, character);
            case Node.Set(var set):
                _sets.TryAdd(set, _sets.Count);
                return Add(Operation.TakeOf, next, _sets[set]);
            case Node.Assertion(var place):
                _places |= place;
                return Add(Operation.Assert, next, (int)place);
            case Node.Capture(var part, var group):
                return _captures
                    ? Add(Operation.Note, Emit(part, Add(Operation.Note, next, (2 * group) + 1)), 2 * group)
                    : Emit(part, next);
            case Node.Sequence(var parts):
                return parts.Reverse().Aggregate(next, (behind, part) => Emit(part, behind));
            case Node.Choice(var parts):
                return EmitChoice(parts, next);
            case Node.Repetition repetition:
                return EmitRepetition(repetition, next);
            default:
                throw new ArgumentOutOfRangeException(nameof(node), node, "An unknown part of a pattern.");
        }
    }

    private int EmitChoice(ImmutableArray<Node> parts, int next)
    {
        var start = Emit(parts[^1], next);
        for (var i = parts.Length - 2; i >= 0; i--)
        {
            start = Add(Operation.Choose, Emit(parts[i], next), start);
        }

        return start;
    }

    private int EmitRepetition(Node.Repetition repetition, int next)
    {
        var (part, least) = (repetition.Part, repetition.Least);
        var start = next;
        if (repetition.Most is { } most)
        {
            for (var i = least; i < most; i++)
            {
                start = Choose(repetition.IsGreedy, Emit(part, start), next);
            }
        }
        else
        {
            start = EmitLoop(repetition, next);
            least = Math.Max(least - 1, 0);
        }

        for (var i = 0; i < least; i++)
        {
            start = Emit(part, start);
        }

        return start;
    }

    // A loop is entered past its choice where that must be made at least once, or where the part may be empty.
    private int EmitLoop(Node.Repetition repetition, int next)
    {
        var choice = Add(Operation.Choose, 0);
        var body = Emit(repetition.Part, choice);
        _steps[choice] = Chosen(repetition.IsGreedy, body, next);
        return repetition.Least > 0 ? body
            : repetition.Part.CanBeEmpty ? Choose(repetition.IsGreedy, body, next)
            : choice;
    }

    private int Choose(bool isGreedy, int more, int less)
    {
        var step = Chosen(isGreedy, more, less);
        return Add(step.Operation, step.Next, step.Argument);
    }

    private static Instruction Chosen(bool isGreedy, int more, int less) =>
        isGreedy ? new Instruction(Operation.Choose, more, less) : new Instruction(Operation.Choose, less, more);
}
