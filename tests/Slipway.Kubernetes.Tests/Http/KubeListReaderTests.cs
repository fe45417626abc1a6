using System.Text;
using System.Text.Json;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Tests.Http;

public sealed class KubeListReaderTests
{
    private static readonly GroupVersionKind Kind = new("", "v1", "ConfigMap");

    [Fact]
    public void Read_BuiltInItems_AreGivenTheirKind()
    {
        var list = Read("""{"kind":"ConfigMapList","metadata":{"remainingItemCount":3,"resourceVersion":"9","continue":"next"},"items":[{"metadata":{"name":"a"}},{}]}""");

        Assert.Equal(("9", "next"), (list.ResourceVersion, list.Continue));
        Assert.Equal("""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}""", Text(list.Items[0]));
        Assert.Equal("""{"kind":"ConfigMap","apiVersion":"v1"}""", Text(list.Items[1]));
        Assert.Equal(Kind, list.Items[0].Kind);
    }

    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""")]
    [InlineData("""{"data":{},"kind":"ConfigMap","apiVersion":"v1"}""")]
    public void Read_ItemsWithKind_AreLeftAsTheyAre(string item) =>
        Assert.Equal(item, Text(Assert.Single(Read("{\"items\":[" + item + "],\"metadata\":{\"resourceVersion\":\"1\",\"continue\":\"\"}}").Items)));

    [Fact]
    public void Read_AnEmptyListOfGo_HasNoItems()
    {
        var list = Read("""{"metadata":{"resourceVersion":"1"},"items":null}""");

        Assert.Empty(list.Items);
        Assert.Null(list.Continue);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"items\":[{]")]
    [InlineData("{}")]
    [InlineData("{\"kind\":\"Banana\",\"metadata\":{\"resourceVersion\":\"1\"}}")]
    [InlineData("{\"items\":{}}")]
    [InlineData("{\"items\":[{},null,{}]}")]
    [InlineData("{\"items\":[{}],\"metadata\":{\"resourceVersion\":\"1\"}")]
    [InlineData("{\"items\":[{},\"x\"]")]
    public void Read_NoList_IsRefused(string text) => Assert.ThrowsAny<JsonException>(() => Read(text));

    private static KubeList Read(string json) => KubeListReader.Read(Encoding.UTF8.GetBytes(json), Kind);

    private static string Text(KubeObject obj) => Encoding.UTF8.GetString(obj.Json.Span);
}
