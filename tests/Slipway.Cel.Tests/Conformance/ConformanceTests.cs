namespace Slipway.Cel.Tests.Conformance;

/// <summary>Runs the cases of cel-spec where a checkout of it is at hand.</summary>
public sealed class ConformanceTests
{
    private const string Absent = "cel-spec is not at hand: name a checkout of it in the environment variable CEL_SPEC";

    // What differs on purpose or is not there, and why: see docs/cel.md.
    private static readonly string[] Known =
    [
        "network_ext/ipv4/ipv4_equals_ipv6",
        "network_ext/ipv4/ipv4_not_equals_ipv6",
        "enums/strong_",
        "timestamps/duration_converters/get_milliseconds",
        "string_ext/value_errors/indexof_out_of_range",
        "string_ext/value_errors/lastindexof_out_of_range",
        "optionals/optionals/map_null_entry_no_such_key",
        "optionals/optionals/map_present_key_invalid_field",
        "type_deduction/legacy_nullable_types/",
        "comparisons/eq_wrapper/eq_proto2_any_unpack",
        "comparisons/eq_wrapper/eq_proto3_any_unpack",
        "comparisons/ne_literal/ne_proto2_any_unpack",
        "comparisons/ne_literal/ne_proto3_any_unpack",
        "dynamic/any/literal",
        "dynamic/any/var",
        "dynamic/any/field_assign_",
    ];

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

        var unknown = failures.Where(f => !Array.Exists(Known, k => f.Name.StartsWith(k, StringComparison.Ordinal)));
        Assert.Empty(unknown.Select(f => $"{f.Name}: {f.Problem}"));
    }
}
