using System.Text.Json.Nodes;
using CsCheck;
using Slipway.Api.Conversion.Kinds;

namespace Slipway.Api.Tests.Conversion;

/// <summary>Annotations are anybody's to write: what conversion kept in them may come back as anything.</summary>
public sealed class GarbledAnnotationTests
{
    private const string Kept = "cluster.x-k8s.io/conversion-data";

    private const string Machine =
        """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: Machine
        metadata: {name: m, namespace: ns}
        spec: {clusterName: c, nodeDrainTimeout: 1m0s}
        """;

    private static readonly JsonNode?[] Replacements =
        [null, "abc", 7, -1.5e300, long.MaxValue, true, new JsonArray(), new JsonArray("x", null, 7), new JsonObject { ["x"] = 1 }];

    public static TheoryData<string, string> OlderVersions => ConversionTests.OlderVersions();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"spec":"text"}""")]
    [InlineData("""{"spec":{"deletion":"text"}}""")]
    [InlineData("""{"spec":{"deletion":{"nodeDrainTimeoutSeconds":"abc"}}}""")]
    [InlineData("""{"spec":{"deletion":{"nodeDrainTimeoutSeconds":9223372036854775807}}}""")]
    [InlineData("""{"spec":{"minReadySeconds":"abc"}}""")]
    [InlineData("""{"spec":{"unknown":1}}""")]
    [InlineData("""{"spec":{"providerID":"a","providerID":"b"}}""")]
    [InlineData("""{"spec":{"providerID":"\ud800"}}""")]
    [InlineData("""{"spec":{"\ud800":"x"}}""")]
    [InlineData("""{"spec":{"bootstrap":[]}}""")]
    [InlineData("""{"metadata":{"name":"other"}}""")]
    public void KeptHubContent_MeansNothing_CountsAsNotKept(string kept)
    {
        var older = Versions.Parse(Machine);
        var garbled = (JsonObject)older.DeepClone();
        garbled["metadata"]!["annotations"] = new JsonObject { [Kept] = kept };

        AssertEqual(Versions.Convert(older, "v1beta2"), Versions.Convert(garbled, "v1beta2"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"spec":"text"}""")]
    [InlineData("""{"spec":{"nodeDrainTimeout":"abc"}}""")]
    [InlineData("""{"spec":{"nodeDrainTimeout":{}}}""")]
    [InlineData("""{"spec":{"unknown":1}}""")]
    public void KeptOlderContent_MeansNothing_CountsAsNotKept(string kept)
    {
        var hub = Versions.Convert(Versions.Parse(Machine), "v1beta2");
        var garbled = (JsonObject)hub.DeepClone();
        garbled["metadata"]!["annotations"] = new JsonObject { ["conversion.cluster.x-k8s.io/v1beta1-data"] = kept };

        AssertEqual(Versions.Convert(hub, "v1beta1"), Versions.Convert(garbled, "v1beta1"));
    }

    [Theory]
    [MemberData(nameof(OlderVersions))]
    public void KeptContent_OneValueReplaced_StaysReadableInEveryVersion(string kind, string version)
    {
        var versions = AllVersions.All.Single(v => v.Kind.ToString() == kind);
        Gen.Byte.Array[0, 400].Sample(
            decisions =>
            {
                var choices = new Choices(decisions);
                var (newer, older) = (versions.HubKind.ApiVersion, $"{versions.Kind.Group}/{version}");
                foreach (var (from, to) in new[] { (newer, older), (older, newer) })
                {
                    var there = Versions.Convert(ServedSchemas.Create(from, versions.Kind.Kind, choices), to);
                    if (Garble(there, choices) is { } garbled)
                    {
                        Versions.Convert(Versions.Convert(garbled, from), to);
                    }
                }
            },
            iter: 40,
            seed: "0000A7vYqr32");
    }

    private static void AssertEqual(JsonObject wanted, JsonObject found) =>
        Assert.True(JsonNode.DeepEquals(wanted, found), $"wanted {wanted}\nfound {found}");

    private static JsonObject? Garble(JsonObject obj, Choices choices)
    {
        var annotations = obj["metadata"]!["annotations"] as JsonObject ?? [];
        if (annotations.Select(a => a.Key).FirstOrDefault(n => n.EndsWith("-data", StringComparison.Ordinal)) is not { } name)
        {
            return null;
        }

        var kept = JsonNode.Parse((string)annotations[name]!)!.AsObject();
        var places = Places(kept).ToList();
        var (parent, field) = choices.Of(places);
        parent[field] = choices.Of(Replacements)?.DeepClone();
        annotations[name] = kept.ToJsonString();
        return obj;
    }

    private static IEnumerable<(JsonObject Parent, string Field)> Places(JsonNode? node) => node switch
    {
        JsonObject obj => obj.SelectMany(p => Places(p.Value).Prepend((obj, p.Key))),
        JsonArray list => list.SelectMany(Places),
        _ => [],
    };
}
