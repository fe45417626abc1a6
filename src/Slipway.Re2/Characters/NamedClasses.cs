using System.Collections.Immutable;

namespace Slipway.Re2.Characters;

/// <summary>Sets with a name or a letter of their own: Perl's and POSIX'. All are of ASCII.</summary>
internal static class NamedClasses
{
    public const int LastCharacter = 0x10FFFF;

    /// <summary>All characters.</summary>
    public static ClassItem Everything { get; } = new(0, LastCharacter);

    /// <summary>The line feed.</summary>
    public static ClassItem LineFeed { get; } = new('\n', '\n');

    /// <summary>The set of <c>\d</c>, <c>\S</c> and the like; null for other letters.</summary>
    public static ClassItem? Perl(char letter) => letter switch
    {
        'd' or 'D' => Of("09", letter is 'D'),
        's' or 'S' => Of("\t\n\f\r  ", letter is 'S'),
        'w' or 'W' => Of("09AZ__az", letter is 'W'),
        _ => null,
    };

    /// <summary>The set of <c>[:alpha:]</c>, <c>[:^alpha:]</c> and the like; null for other names.</summary>
    public static ClassItem? Posix(string name) =>
        PosixRanges(name.StartsWith('^') ? name[1..] : name) is { } ranges ? Of(ranges, name.StartsWith('^')) : null;

    private static string? PosixRanges(string name) => name switch
    {
        "alnum" => "09AZaz",
        "alpha" => "AZaz",
        "ascii" => "\0\x7F",
        "blank" => "\t\t  ",
        "cntrl" => "\0\x1F\x7F\x7F",
        "digit" => "09",
        "graph" => "!~",
        "lower" => "az",
        "print" => " ~",
        "punct" => "!/:@[`{~",
        "space" => "\t\r  ",
        "upper" => "AZ",
        "word" => "09AZ__az",
        "xdigit" => "09AFaf",
        _ => null,
    };

    private static ClassItem Of(string ranges, bool isNegated) =>
        new(ranges.Select(c => (int)c).ToImmutableArray()) { IsNegated = isNegated };
}
