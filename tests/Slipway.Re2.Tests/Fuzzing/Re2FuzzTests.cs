using Slipway.Testing.Fuzzing;

namespace Slipway.Re2.Tests.Fuzzing;

/// <summary>Whatever a definition says, its patterns are matched in time that grows with the text alone.</summary>
public sealed class Re2FuzzTests
{
    [Fact]
    public Task Pattern_OfAnyText_IsMatchedInTime()
    {
        string[] texts = ["", new('a', 20_000), string.Concat(Enumerable.Repeat("ab-1.", 4_000)) + "!"];
        return Fuzz.TextAsync(
            "pattern",
            [
                "^(a+)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a|aa)*b", "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "a{1,30}b{2}", "(?P<n>[[:alpha:]]+)\\d\\W\\pL",
                "(?i)x|^y$", "[^]a-]", "((a{0,100}){0,100}){0,100}", "\\bfoo\\B", "(a*)*(b?c)+?",
            ],
            pattern =>
            {
                if (Re2Regex.TryParse(pattern, out var regex, out _))
                {
                    Array.ForEach(texts, text => Match(regex, text));
                }
            },
            count: 100);
    }

    private static void Match(Re2Regex regex, string text)
    {
        try
        {
            regex.IsMatch(text);
            regex.Find(text);
        }
        catch (Re2LimitException)
        {
            // A pattern of thousands of steps, ended in time.
        }
    }
}
