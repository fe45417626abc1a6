using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Tests.Schemas;

public sealed class GoRegexTests
{
    // Thousands of states for each of thousands of letters: linear, and still too long.
    [Fact]
    public void IsMatch_OfAPatternThatTakesTooLong_IsFalse() =>
        Assert.False(GoRegex.Parse("(a{0,1000})*b").IsMatch(new string('a', 200_000)));
}
