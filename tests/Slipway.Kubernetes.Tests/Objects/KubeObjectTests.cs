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

        Assert.Equal("n", new KubeObject(Encoding.UTF8.GetBytes(json)).Metadata.Name);
    }

    [Theory]
    [InlineData("""{"metadata":{"name":"\ud800"}}""")]
    [InlineData("""{"kind":"\udc00"}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void KubeObject_OfNoObject_IsRefused(string json) => Assert.ThrowsAny<JsonException>(() => new KubeObject(Encoding.UTF8.GetBytes(json)));
}
