using System.Text.Json.Nodes;
using CsCheck;
using Slipway.Kubernetes.Patching;

namespace Slipway.Kubernetes.Tests.Patching;

public sealed class MergePatchTests
{
    [Theory]
    [InlineData("{'a': 'b'}", "{'a': 'c'}", "{'a': 'c'}")]
    [InlineData("{'a': 'b'}", "{'a': null}", "{}")]
    [InlineData("{'a': ['b']}", "{'a': 'c'}", "{'a': 'c'}")]
    [InlineData("{'a': {'b': 'c'}}", "{'a': {'b': 'd', 'c': null}}", "{'a': {'b': 'd'}}")]
    [InlineData("{'a': [{'b': 'c'}]}", "{'a': [1]}", "{'a': [1]}")]
    [InlineData("{'a': 'foo'}", "['c']", "['c']")]
    [InlineData("{}", "{'a': {'bb': {'ccc': null}}}", "{'a': {'bb': {}}}")]
    [InlineData("{'a': [1]}", "{'a': [{'b': null}, null]}", "{'a': [{}, null]}")]
    public void Apply_CasesOfTheRfc_GiveItsResults(string target, string patch, string expected) =>
        Json.AssertEqual(expected, MergePatch.Apply(Json.Node(target), Json.Node(patch)));

    [Fact]
    public void Diff_AppliedToFrom_GivesTo() => Gen.Select(JsonGen.Objects, JsonGen.Objects).Sample((from, to) =>
    {
        var wanted = WithoutNulls(JsonNode.Parse(to)!.AsObject());
        var patch = MergePatch.Diff(JsonNode.Parse(from)!.AsObject(), wanted);

        return JsonNode.DeepEquals(MergePatch.Apply(JsonNode.Parse(from), patch), wanted)
            && MergePatch.Diff(wanted, wanted).Count == 0;
    });

    // A merge patch cannot write a null into an object, wherever that is.
    private static JsonObject WithoutNulls(JsonObject map)
    {
        foreach (var (name, value) in map.ToArray())
        {
            if (value is null)
            {
                map.Remove(name);
            }
            else
            {
                StripBelow(value);
            }
        }

        return map;

        static void StripBelow(JsonNode? value)
        {
            if (value is JsonObject child)
            {
                WithoutNulls(child);
            }

            foreach (var item in value as JsonArray ?? [])
            {
                StripBelow(item);
            }
        }
    }
}
