namespace Slipway.Cel.Tests.Conformance;

/// <summary>
/// A checkout of cel-spec, which is Google's and not part of this repository: the folder that CEL_SPEC names, or cel-spec among the facts
/// beside it.
/// </summary>
internal static class SpecFolder
{
    public static string? Path { get; } = Find();

    public static IEnumerable<string> Files =>
        Path is null
            ? []
            : Directory.EnumerateFiles(System.IO.Path.Combine(Path, "tests", "simple", "testdata"), "*.textproto")
                .Order(StringComparer.Ordinal);

    /// <summary>The schemas of the messages that the cases use.</summary>
    public static IEnumerable<string> Schemas => Path is null
        ? []
        : new[] { "proto2/test_all_types.proto", "proto2/test_all_types_extensions.proto", "proto3/test_all_types.proto" }
            .Select(f => System.IO.Path.Combine(Path, "proto", "cel", "expr", "conformance", f));

    private static string? Find()
    {
        var path = Environment.GetEnvironmentVariable("CEL_SPEC") ?? Repository.FindShared("cel-spec");
        return path is not null && Directory.Exists(System.IO.Path.Combine(path, "tests", "simple", "testdata")) ? path : null;
    }
}
