namespace Slipway.Cel.Tests.Conformance;

/// <summary>Runs the cases of cel-spec where a checkout of it is at hand.</summary>
public sealed class ConformanceTests
{
    private const string Absent = "cel-spec is not at hand: name a checkout of it in the environment variable CEL_SPEC";

    public static TheoryData<string> Files => new(SpecFolder.Files.Select(f => Path.GetFileNameWithoutExtension(f)!).DefaultIfEmpty(""));

    [Theory]
    [MemberData(nameof(Files))]
    public void Cases_OfAFile_AllPassButTheKnownOnes(string file)
    {
        Assert.SkipWhen(file.Length == 0, Absent);
        var cases = SpecCase.ReadAll(SpecFolder.Files.Single(f => Path.GetFileNameWithoutExtension(f) == file)).ToList();
        var failures = cases.Select(c => (c.Name, Problem: c.Run(SpecEnvironment.Create()))).Where(r => r.Problem is not null).ToList();
        TestContext.Current.TestOutputHelper!.WriteLine($"{file}: {cases.Count - failures.Count}/{cases.Count}");

        foreach (var (name, problem) in failures)
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"  {name}: {problem}");
        }

        Assert.Empty(failures.Select(f => $"{f.Name}: {f.Problem}"));
    }
}
