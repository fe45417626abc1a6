using System.Collections.Immutable;
using Slipway.Re2.Characters;

namespace Slipway.Re2.Syntax;

/// <summary>A part of a pattern that has been read.</summary>
internal abstract record Node
{
    /// <summary>How many instructions it takes, repetitions counted out.</summary>
    public abstract double Size { get; }

    /// <summary>How many parts are in one another, this one included.</summary>
    public virtual int Height => 1;

    /// <summary>How often the innermost part is repeated, at most, by the counts around it.</summary>
    public virtual double Times => 1;

    /// <summary>Whether it may match nothing.</summary>
    public virtual bool CanBeEmpty => false;

    /// <summary>One character.</summary>
    internal sealed record Literal(int Character) : Node
    {
        public override double Size => 1;
    }

    /// <summary>A character of a set.</summary>
    internal sealed record Set(CharacterClass Class) : Node
    {
        public override double Size => 1;
    }

    /// <summary>A place.</summary>
    internal sealed record Assertion(Place Place) : Node
    {
        public override double Size => 1;

        public override bool CanBeEmpty => true;
    }

    /// <summary>Parts behind one another.</summary>
    internal sealed record Sequence(ImmutableArray<Node> Parts) : Node
    {
        public override double Size { get; } = Parts.Sum(p => p.Size);

        public override int Height { get; } = 1 + Parts.Select(p => p.Height).DefaultIfEmpty().Max();

        public override double Times { get; } = Parts.Select(p => p.Times).DefaultIfEmpty(1).Max();

        public override bool CanBeEmpty { get; } = Parts.All(p => p.CanBeEmpty);
    }

    /// <summary>One of several parts, the first that leads to a match.</summary>
    internal sealed record Choice(ImmutableArray<Node> Parts) : Node
    {
        public override double Size { get; } = Parts.Sum(p => p.Size + 1);

        public override int Height { get; } = 1 + Parts.Max(p => p.Height);

        public override double Times { get; } = Parts.Max(p => p.Times);

        public override bool CanBeEmpty { get; } = Parts.Any(p => p.CanBeEmpty);
    }

    /// <summary>A part whose place in the text is asked for.</summary>
    internal sealed record Capture(Node Part, int Group) : Node
    {
        public override double Size { get; } = Part.Size + 2;

        public override int Height { get; } = Part.Height + 1;

        public override double Times => Part.Times;

        public override bool CanBeEmpty => Part.CanBeEmpty;
    }

    /// <summary>A part several times.</summary>
    /// <param name="Part">The part.</param>
    /// <param name="Least">How often at least.</param>
    /// <param name="Most">How often at most; null for as often as it comes.</param>
    /// <param name="IsGreedy">Whether more is tried before less.</param>
    /// <param name="IsCounted">Whether it is written with numbers.</param>
    internal sealed record Repetition(Node Part, int Least, int? Most, bool IsGreedy, bool IsCounted) : Node
    {
        public override double Size { get; } = Most is { } most
            ? (Part.Size * most) + (most - Least)
            : (Part.Size * Math.Max(Least, 1)) + 2;

        public override int Height { get; } = Part.Height + 1;

        public override double Times { get; } = IsCounted ? Part.Times * (Most ?? Math.Max(Least, 1)) : Part.Times;

        public override bool CanBeEmpty => Least == 0 || Part.CanBeEmpty;
    }
}
