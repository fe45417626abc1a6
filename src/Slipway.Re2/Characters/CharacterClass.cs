using System.Collections.Immutable;

namespace Slipway.Re2.Characters;

/// <summary>A set of characters, such as <c>[^a-z\pL]</c> or <c>.</c> means.</summary>
internal sealed class CharacterClass
{
    private readonly ImmutableArray<ClassItem> _items;
    private readonly bool _isNegated;

    /// <summary>Makes a set of its parts.</summary>
    /// <param name="items">The parts.</param>
    /// <param name="isNegated">Whether it holds what is in none of the parts.</param>
    public CharacterClass(ImmutableArray<ClassItem> items, bool isNegated)
    {
        (_items, _isNegated) = (items, isNegated);
        Ascii = 0;
        for (var character = 127; character >= 0; character--)
        {
            Ascii = (Ascii << 1) | (Compute(character) ? UInt128.One : 0);
        }
    }

    /// <summary>A bit for each ASCII character that is in the set.</summary>
    public UInt128 Ascii { get; }

    /// <summary>Whether a character is in the set.</summary>
    public bool Contains(int character) => character < 128 ? (Ascii >> character & 1) != 0 : Compute(character);

    private bool Compute(int character)
    {
        foreach (var item in _items)
        {
            if (item.Contains(character))
            {
                return !_isNegated;
            }
        }

        return _isNegated;
    }
}
