using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.ApiServer.Tests.Recorded;

/// <summary>Requests that were asked of a real kube-apiserver one after another, and what it answered.</summary>
/// <param name="Name">The case's name, unique among all; its namespace is called after it.</param>
/// <param name="Steps">The requests, and how each answer is to be compared.</param>
/// <param name="Cleanup">Paths of what the case leaves in no namespace.</param>
/// <param name="Answers">What was answered to each step, normalized.</param>
internal sealed partial record RecordedCase(string Name, IReadOnlyList<JsonObject> Steps, IReadOnlyList<string> Cleanup, IReadOnlyList<JsonObject> Answers)
{
    private const string Folder = "tests/Slipway.ApiServer.Tests/Recorded";

    public static string Cases => Path.Combine(Repository.Root, Folder, "cases");

    public static string Golden => Path.Combine(Repository.Root, Folder, "golden");

    /// <summary>The names of all cases, by file.</summary>
    public static IEnumerable<(string File, string Name)> Names() =>
        from path in Directory.EnumerateFiles(Cases, "*.yaml").Order(StringComparer.Ordinal)
        from document in Documents(path)
        select (Path.GetFileNameWithoutExtension(path), (string)document["name"]!);

    public static RecordedCase Read(string file, string name)
    {
        var document = Documents(Path.Combine(Cases, file + ".yaml")).Single(d => (string?)d["name"] == name);
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, name + ".json")))!.AsArray();
        return new RecordedCase(
            name,
            [.. document["steps"]!.AsArray().Select(s => s!.AsObject())],
            [.. document["cleanup"]?.AsArray().Select(p => (string)p!) ?? []],
            [.. golden.Select(a => a!["answer"]!.AsObject())]);
    }

    // To the reader that answers were recorded with, y and n are names and no booleans.
    private static IReadOnlyList<JsonNode> Documents(string path) =>
        KubeYaml.ParseAll(PlainLetter().Replace(File.ReadAllText(path), "\"$0\""));

    [GeneratedRegex(@"(?<=[\[{,:-]\s*|^\s*)[yn](?=\s*([,\]}:]|$))", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainLetter();
}
