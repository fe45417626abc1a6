using System.Text;
using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Tests.Objects;

public sealed class KubeObjectTests
{
    [Fact]
    public void KubeObject_AsDeepAsIsRead_HasItsMetadata()
    {
        var json = $"{{\"spec\":{string.Concat(Enumerable.Repeat("{\"a\":", 200))}1{new string('}', 200)},\"metadata\":{{\"name\":\"n\"}}}}";

        Assert.Equal("n", Read(json).Metadata.Name);
    }

    [Fact]
    public void KubeObject_WithLabelsAndAnnotations_ReadsThemFromBetweenTheOthers()
    {
        var metadata = Read("""
            {"metadata":{"labels":{"a":"1","b\u00e4":"2"},"name":"n","annotations":{"note":"{\"x\":[1]}\ud83d\ude00"},"uid":"u"},"spec":1}
            """).Metadata;

        Assert.Equal(new Dictionary<string, string> { ["a"] = "1", ["b\u00e4"] = "2" }, metadata.Labels);
        Assert.Equal(new Dictionary<string, string> { ["note"] = "{\"x\":[1]}\ud83d\ude00" }, metadata.Annotations);
        Assert.Equal(("n", "u"), (metadata.Name, metadata.Uid));
        Assert.Same(metadata.Labels, metadata.Labels);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":{"labels":null}}""")]
    [InlineData("""{"metadata":{"labels":{}}}""")]
    [InlineData("""{"metadata":{"labels":["a"]}}""")]
    [InlineData("""{"metadata":{"labels":{"a":"1"},"labels":null}}""")]
    [InlineData("""{"metadata":{"labels":{"a":"1"}},"metadata":{}}""")]
    public void Labels_OfAnObjectWithout_AreNone(string json) => Assert.Empty(Read(json).Metadata.Labels);

    [Fact]
    public void Labels_ThatAreNoTexts_AreEmptyAndTheOthersStand()
    {
        var labels = Read("""{"metadata":{"labels":{"a":1,"b":{"c":"d"},"e":[{}],"f":"1","f":"2"}}}""").Metadata.Labels;

        Assert.Equal(new Dictionary<string, string> { ["a"] = "", ["b"] = "", ["e"] = "", ["f"] = "2" }, labels);
    }

    // Labels are read long after the object was taken: what could not be read then must not be taken.
    [Theory]
    [InlineData("{\"a\":\"\u00ff\"}")]
    [InlineData("{\"\u00ff\":\"1\"}")]
    [InlineData("{\"a\":\"\u00ed\u00a0\u0080\"}")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":"1"}""")]
    public void KubeObject_WithLabelsThatAreNoCharacters_IsRefused(string map)
    {
        foreach (var field in (string[])["labels", "annotations"])
        {
            Assert.Throws<JsonException>(() => new KubeObject(Encoding.Latin1.GetBytes($"{{\"metadata\":{{\"{field}\":{map}}}}}")));
        }
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"\ud800"}}""")]
    [InlineData("""{"kind":"\udc00"}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void KubeObject_OfNoObject_IsRefused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    private static KubeObject Read(string json) => new(Encoding.UTF8.GetBytes(json));
}
