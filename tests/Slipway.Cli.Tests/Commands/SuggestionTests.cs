using Slipway.Cli.Terminal;

namespace Slipway.Cli.Tests.Commands;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("machin", "machine")]
    [InlineData("Clsuters", "clusters")]
    [InlineData("xyz", null)]
    [InlineData("nothing-like-it", null)]
    public void Of_GivesTheNearestOrNothing(string word, string? expected) =>
        Assert.Equal(expected, Suggestion.Of(word, ["machine", "clusters", "md", "secrets"]));
}
