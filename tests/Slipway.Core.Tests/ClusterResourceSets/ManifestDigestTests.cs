using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api.Addons.V1Beta2;
using Slipway.Core.ClusterResourceSets.Manifests;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.ClusterResourceSets;

/// <summary>Hashes that stand in bindings, which Cluster API has to find again.</summary>
public sealed class ManifestDigestTests
{
    [Fact]
    public void Hash_IsOverTheValuesInTheOrderOfTheirKeys()
    {
        var digest = ManifestDigest.Of(ConfigMap("""{"data":{"b":"second","a":"first","B":"zeroth"}}"""), ResourceKind.ConfigMap);
        Assert.Equal(Sha256("zerothfirstsecond"), digest.Hash);
    }

    [Fact]
    public void Hash_OfASecret_IsOverTheDecodedValues()
    {
        var text = $$$"""{"type":"addons.cluster.x-k8s.io/resource-set","data":{"a":"{{{Convert.ToBase64String("first"u8)}}}"}}""";
        Assert.Equal(Sha256("first"), ManifestDigest.Of(ConfigMap(text), ResourceKind.Secret).Hash);
    }

    [Theory]
    [InlineData("""{"type":"Opaque","data":{"a":"eA=="}}""")]
    [InlineData("""{"data":{"a":"eA=="}}""")]
    public void Secret_OfAnotherType_IsNotRead(string secret)
    {
        var digest = ManifestDigest.Of(ConfigMap(secret), ResourceKind.Secret);
        Assert.True(digest.IsWrongType);
        Assert.Empty(digest.Hash);
    }

    [Fact]
    public void NoData_HasNoHash() => Assert.Empty(ManifestDigest.Of(ConfigMap("""{"binaryData":{"a":"eA=="}}"""), ResourceKind.ConfigMap).Hash);

    private static string Sha256(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static KubeObject ConfigMap(string fields)
    {
        var body = (JsonObject)JsonNode.Parse(fields)!;
        body["metadata"] = new JsonObject { ["name"] = "m", ["namespace"] = "default" };
        return KubeObject.From(body);
    }
}
