using System.Globalization;
using System.Text;
using static System.Globalization.UnicodeCategory;

namespace Slipway.Re2.Characters;

/// <summary>Sets of Unicode's properties, by the names of <c>\p{…}</c>: categories in short and in full, and scripts.</summary>
internal static class UnicodeClasses
{
    private const uint All = (1u << 30) - 1;

    /// <summary>The set of a name; case, spaces, hyphens and underscores do not count. Null when there is none.</summary>
    public static ClassItem? Find(string name)
    {
        var plain = Plain(name);
        if (Categories(plain) is var categories and not 0)
        {
            return new ClassItem { Categories = categories };
        }

        return plain switch
        {
            "any" => NamedClasses.Everything,
            "ascii" => new ClassItem(0, 0x7F),
            _ => UnicodeScripts.Find(plain),
        };
    }

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is not ('_' or '-' or ' '))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }

        return plain.ToString();
    }

    private static uint Of(params ReadOnlySpan<UnicodeCategory> categories)
    {
        var set = 0u;
        foreach (var category in categories)
        {
            set |= 1u << (int)category;
        }

        return set;
    }

    private static uint Categories(string name) => name switch
    {
        "l" or "letter" => Categories("lc") | Of(ModifierLetter, OtherLetter),
        "lc" or "casedletter" => Of(UppercaseLetter, LowercaseLetter, TitlecaseLetter),
        "m" or "mark" or "combiningmark" => Of(NonSpacingMark, SpacingCombiningMark, EnclosingMark),
        "n" or "number" => Of(DecimalDigitNumber, LetterNumber, OtherNumber),
        "p" or "punctuation" or "punct" => Of(
            ConnectorPunctuation, DashPunctuation, OpenPunctuation, ClosePunctuation, InitialQuotePunctuation, FinalQuotePunctuation,
            OtherPunctuation),
        "s" or "symbol" => Of(MathSymbol, CurrencySymbol, ModifierSymbol, OtherSymbol),
        "z" or "separator" => Of(SpaceSeparator, LineSeparator, ParagraphSeparator),
        "c" or "other" => Of(Control, Format, Surrogate, PrivateUse, OtherNotAssigned),
        "assigned" => All & ~Of(OtherNotAssigned),
        _ => Category(name) is { } category ? Of(category) : 0,
    };

    private static UnicodeCategory? Category(string name) => name switch
    {
        "lu" or "uppercaseletter" => UppercaseLetter,
        "ll" or "lowercaseletter" => LowercaseLetter,
        "lt" or "titlecaseletter" => TitlecaseLetter,
        "lm" or "modifierletter" => ModifierLetter,
        "lo" or "otherletter" => OtherLetter,
        "mn" or "nonspacingmark" => NonSpacingMark,
        "mc" or "spacingmark" => SpacingCombiningMark,
        "me" or "enclosingmark" => EnclosingMark,
        "nd" or "decimalnumber" or "digit" => DecimalDigitNumber,
        "nl" or "letternumber" => LetterNumber,
        "no" or "othernumber" => OtherNumber,
        "pc" or "connectorpunctuation" => ConnectorPunctuation,
        "pd" or "dashpunctuation" => DashPunctuation,
        "ps" or "openpunctuation" => OpenPunctuation,
        "pe" or "closepunctuation" => ClosePunctuation,
        "pi" or "initialpunctuation" => InitialQuotePunctuation,
        "pf" or "finalpunctuation" => FinalQuotePunctuation,
        "po" or "otherpunctuation" => OtherPunctuation,
        "sm" or "mathsymbol" => MathSymbol,
        "sc" or "currencysymbol" => CurrencySymbol,
        "sk" or "modifiersymbol" => ModifierSymbol,
        "so" or "othersymbol" => OtherSymbol,
        "zs" or "spaceseparator" => SpaceSeparator,
        "zl" or "lineseparator" => LineSeparator,
        "zp" or "paragraphseparator" => ParagraphSeparator,
        "cc" or "control" or "cntrl" => Control,
        "cf" or "format" => Format,
        "cs" or "surrogate" => Surrogate,
        "co" or "privateuse" => PrivateUse,
        "cn" or "unassigned" => OtherNotAssigned,
        _ => null,
    };
}
