namespace Slipway.Architecture.Tests;

/// <summary>Holds source files small enough to read at one sitting.</summary>
public sealed class SourceFileTests
{
    private const int HardMaximum = 400;
    private const int MostAreBelow = 250;
    private const int MedianAtMost = 60;

    private static readonly int[] LineCounts =
        [.. SourceTree.Files("src").Select(f => File.ReadLines(f).Count()).Order()];

    [Fact]
    public void SourceFiles_NoneIsLongerThanTheHardMaximum()
    {
        var tooLong = SourceTree.Files("src")
            .Select(f => (File: Path.GetRelativePath(Repository.Root, f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > HardMaximum);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void SourceFiles_NineteenOfTwentyAreShort() => Assert.True(LineCounts[(int)(LineCounts.Length * 0.95)] <= MostAreBelow);

    [Fact]
    public void SourceFiles_TheMedianIsSmall() => Assert.True(LineCounts[LineCounts.Length / 2] <= MedianAtMost);
}
