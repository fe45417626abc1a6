namespace Slipway.Cli.Terminal;

/// <summary>Guesses what a mistyped word should have been.</summary>
internal static class Suggestion
{
    /// <summary>The candidate that takes the fewest changes to become, if that is few for a word of this length.</summary>
    public static string? Of(string word, IEnumerable<string> candidates) =>
        candidates
            .Where(c => c.Length > 2)
            .Select(c => (Word: c, Distance: Distance(word.ToLowerInvariant(), c)))
            .Where(c => c.Distance <= Math.Max(1, word.Length / 3))
            .OrderBy(c => c.Distance)
            .Select(c => c.Word)
            .FirstOrDefault();

    /// <summary>Levenshtein's distance: single characters to insert, remove or replace.</summary>
    internal static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
