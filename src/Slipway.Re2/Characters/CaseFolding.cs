using System.Text;

namespace Slipway.Re2.Characters;

/// <summary>Which characters are the same but for their case, as Unicode's simple case folding has it.</summary>
internal static class CaseFolding
{
    private const int LongS = 0x17F;
    private const int Kelvin = 0x212A;
    private const int SharpS = 0xDF;
    private const int CapitalSharpS = 0x1E9E;

    /// <summary>One character for all that differ in case only.</summary>
    public static int Fold(int character) => character switch
    {
        LongS => 's',
        Kelvin => 'k',
        _ => Lower(Upper(character)),
    };

    /// <summary>Whether a character, or one that differs from it in case only, fulfils a condition.</summary>
    public static bool Any(int character, Func<int, bool> condition)
    {
        var (lower, upper) = (Lower(character), Upper(character));
        return condition(character) || condition(lower) || condition(upper) || condition(Lower(upper)) || condition(Upper(lower))
            || (lower is 's' or LongS && (condition(LongS) || condition('s') || condition('S')))
            || (lower is 'k' or Kelvin && (condition(Kelvin) || condition('k') || condition('K')))
            || (character == SharpS && condition(CapitalSharpS));
    }

    private static int Lower(int character) => Rune.IsValid(character) ? Rune.ToLowerInvariant(new Rune(character)).Value : character;

    private static int Upper(int character) => Rune.IsValid(character) ? Rune.ToUpperInvariant(new Rune(character)).Value : character;
}
