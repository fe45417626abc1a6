using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Slipway.Re2.Characters;

/// <summary>Part of a character class: ranges, or Unicode's general categories, or what is in neither.</summary>
/// <param name="Ranges">First and last character of each range, in order.</param>
internal sealed record ClassItem(params ImmutableArray<int> Ranges)
{
    private readonly bool _foldsCase;
    private readonly ImmutableArray<int> _folded = [];

    /// <summary>A bit for each <see cref="UnicodeCategory"/>.</summary>
    public uint Categories { get; init; }

    /// <summary>Whether it holds what is in none of the ranges and categories.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Whether characters that differ in case only count as the same.</summary>
    public bool FoldsCase
    {
        get => _foldsCase;
        init
        {
            _foldsCase = value;
            _folded = [.. Singles(Ranges).Select(CaseFolding.Fold)];
        }
    }

    /// <summary>Whether it holds a character.</summary>
    public bool Contains(int character) => IsNegated != (FoldsCase ? ContainsAnyCase(character) : Has(character));

    private static IEnumerable<int> Singles(ImmutableArray<int> ranges)
    {
        for (var i = 0; i < ranges.Length; i += 2)
        {
            if (ranges[i] == ranges[i + 1])
            {
                yield return ranges[i];
            }
        }
    }

    private bool ContainsAnyCase(int character) =>
        CaseFolding.Any(character, Has) || (!_folded.IsEmpty && _folded.Contains(CaseFolding.Fold(character)));

    private bool Has(int character) =>
        InRanges(character) || (Categories != 0 && (Categories >> (int)CharUnicodeInfo.GetUnicodeCategory(character) & 1) != 0);

    // The last range that begins at or before the character.
    private bool InRanges(int character)
    {
        var ranges = ImmutableCollectionsMarshal.AsArray(Ranges)!;
        var (low, high) = (0, ranges.Length / 2);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[2 * middle] <= character)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > 0 && character <= ranges[(2 * low) - 1];
    }
}
