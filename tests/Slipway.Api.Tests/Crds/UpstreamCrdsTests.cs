using System.Diagnostics;
using System.Text.Json.Nodes;
using Slipway.Api.Crds;
using Slipway.Api.Tests.Support;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Tests.Crds;

public sealed class UpstreamCrdsTests
{
    // The pools of addresses are of another project, with releases of its own.
    private static IEnumerable<ResourceType> OfClusterApi =>
        ApiTypes.All.Select(t => t.Resource).Where(r => r != IpamTypes.InClusterIPPool && r != IpamTypes.GlobalInClusterIPPool);

    [Fact]
    public async Task Schemas_OfEveryKind_EqualUpstream()
    {
        var script = Repository.RequireShared("oracle/crds/compare.py");
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, UseShellExecute = false };
        string[] arguments = [script, "--dir", Path.Combine(Repository.Root, "src/Slipway.Api/Crds"), "--set", "capi", "-v"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        var lines = output.Split('\n');
        foreach (var resource in OfClusterApi.Concat(ApiTypes.Moved.Select(m => m.Resource)))
        {
            var hub = $"{resource.GroupResource} {resource.Kind.Version} ";
            Assert.Contains(lines, l => l.StartsWith(hub, StringComparison.Ordinal));
            Assert.All(
                lines.Where(l => l.StartsWith($"{resource.GroupResource} v", StringComparison.Ordinal) && !l.EndsWith("not served", StringComparison.Ordinal)),
                l => Assert.EndsWith(", 0 differences", l, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void PrinterColumns_OfEveryKind_EqualUpstream()
    {
        foreach (var (ours, theirs) in Pairs())
        {
            Assert.Equal(Columns(theirs), Columns(ours));
        }
    }

    [Fact]
    public void CelExpressions_OfEveryKind_EqualUpstream()
    {
        foreach (var (ours, theirs) in Pairs())
        {
            Assert.Equal(Rules(theirs, "").Order(StringComparer.Ordinal), Rules(ours, "").Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<(JsonNode Ours, JsonNode Theirs)> Pairs()
    {
        var folder = Repository.RequireShared("upstream/crds/capi-v1.14");
        foreach (var crd in OfClusterApi.Select(t => CustomResourceDefinitions.Load(t.Kind.GroupKind)))
        {
            var theirs = YamlObjects.Load(Path.Combine(folder, $"{crd["metadata"]!["name"]}.yaml")).Single();
            var hub = (string)crd["spec"]!["versions"]![0]!["name"]!;
            yield return (VersionOf(crd, hub), VersionOf(theirs, hub));
        }
    }

    private static JsonNode VersionOf(JsonObject crd, string version) =>
        crd["spec"]!["versions"]!.AsArray().Single(v => (string)v!["name"]! == version)!;

    private static IEnumerable<string> Columns(JsonNode version) => (version["additionalPrinterColumns"]?.AsArray() ?? [])
        .Select(c => $"{c!["name"]} {c["type"]} {c["jsonPath"]} {c["priority"] ?? 0}");

    private static IEnumerable<string> Rules(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.SelectMany(p => p.Key == "x-kubernetes-validations"
            ? p.Value!.AsArray().Select(r => $"{path}: {r!["rule"]}")
            : Rules(p.Value, $"{path}.{p.Key}")),
        JsonArray list => list.SelectMany(i => Rules(i, path + "[]")),
        _ => [],
    };
}
