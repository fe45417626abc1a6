using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Tests.Decoding;

public sealed class StrictProblemsTests
{
    // Recorded from kube-apiserver 1.36.
    [Theory]
    [InlineData("""{"data":{"":"1","":"2"}}""", "duplicate field \"data.\"")]
    [InlineData("""{"data":{"[a":"1","[a":"2"}}""", "duplicate field \"data.[a\"")]
    [InlineData("""{"":{"a":1,"a":2},"":5}""", "unknown field \"\"")]
    [InlineData("""{"x":{"a":1,"a":2},"x":5}""", "unknown field \"x\"")]
    [InlineData("""{"x":[[{"":1,"":2}]]}""", "unknown field \"x\"")]
    public void Problems_OfOddNames_AreKubernetes(string json, params string[] expected)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        var duplicates = new List<string>();
        var tree = (JsonObject)JsonTreeReader.Read(utf8, duplicates)!;
        var unknown = SchemaPruner.Prune(tree, KubernetesFacts.Shared.Definitions.Find("io.k8s.api.core.v1.ConfigMap")!);

        Assert.Equal(expected, StrictProblems.OfTyped(utf8, unknown, duplicates));
    }

    // A long name around many repeated ones must not be told once for each of them.
    [Fact]
    public void Read_OfManyRepeatedFieldsInALongPath_TellsABoundedText()
    {
        var json = $"{{\"{new string('n', 100_000)}\":{{{string.Join(',', Enumerable.Repeat("\"a\":1", 10_000))}}}}}";
        var duplicates = new List<string>();

        JsonTreeReader.Read(Encoding.UTF8.GetBytes(json), duplicates);

        Assert.InRange(duplicates.Sum(path => path.Length), 100_000, 1_000_000);
    }
}
