using System.Globalization;

namespace Slipway.Re2.Characters;

/// <summary>Unicode's scripts. The file has a line for each: its name in small letters, then its ranges.</summary>
internal static class UnicodeScripts
{
    private const string File = "Slipway.Re2.Characters.scripts.txt";

    /// <summary>The characters of a script; null when there is none of the name.</summary>
    /// <param name="name">The script's name in small letters.</param>
    public static ClassItem? Find(string name)
    {
        using var lines = new StreamReader(typeof(UnicodeScripts).Assembly.GetManifestResourceStream(File)!);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] == ' ')
            {
                return new ClassItem([.. line[(name.Length + 1)..].Split(' ').SelectMany(Range)]);
            }
        }

        return null;
    }

    private static IEnumerable<int> Range(string text)
    {
        var ends = text.Split('-');
        return [Number(ends[0]), Number(ends[^1])];
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
