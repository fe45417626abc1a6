using System.Text.Json.Nodes;
using CsCheck;
using Slipway.Kubernetes.Apply;

namespace Slipway.Kubernetes.Tests.Apply;

public sealed class FieldSetTests
{
    private static readonly Gen<FieldSet> Sets = JsonGen.Pick("a", "b", "c", "d").List[1, 3].List[0, 6]
        .Select(paths => FieldSet.OfFields(paths.Select(path => string.Join('.', path))));

    [Theory]
    [InlineData("{'f:a':{},'f:b':{'.':{},'f:c':{}}}")]
    [InlineData("{'f:l':{'k:{\"name\":\"i\"}':{'.':{},'f:v':{}},'v:\"x\"':{},'i:0':{}}}")]
    public void Parse_OfWritten_GivesTheSame(string fields)
    {
        var json = JsonNode.Parse(fields.Replace("\"", "\\\"").Replace('\'', '"'))!.AsObject();

        Assert.True(JsonNode.DeepEquals(json, FieldSet.Parse(json).ToJson()));
    }

    [Fact]
    public void Parse_KeyInOtherOrder_IsTheSameStep()
    {
        var set = FieldSet.Parse(new JsonObject { ["k:{\"protocol\": \"TCP\", \"port\": 80}"] = new JsonObject() });

        Assert.Equal(["[port=80,protocol=\"TCP\"]"], set.Paths());
    }

    [Fact]
    public void Algebra_OfPaths_IsThatOfSets() => Gen.Select(Sets, Sets).Sample((left, right) =>
    {
        HashSet<string> a = [.. left.Paths()], b = [.. right.Paths()];
        return a.Union(b).ToHashSet().SetEquals(left.Union(right).Paths())
            && a.Intersect(b).ToHashSet().SetEquals(left.Intersection(right).Paths())
            && a.Except(b).ToHashSet().SetEquals(left.Difference(right).Paths())
            && a.Where(path => !b.Any(other => path == other || path.StartsWith(other + ".", StringComparison.Ordinal)))
                .ToHashSet().SetEquals(left.RecursiveDifference(right).Paths())
            && left.SetEquals(FieldSet.Parse(left.ToJson()))
            && ReferenceEquals(left.Union(left.Intersection(right)), left)
            && ReferenceEquals(left.Difference(FieldSet.Empty), left);
    });
}
