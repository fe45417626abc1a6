using System.Text.Json.Nodes;
using CsCheck;
using Slipway.ApiServer.Protobuf;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Protobuf;

public sealed class ProtobufRoundTripTests
{
    public static TheoryData<string, string> Kinds => new(ProtobufSamples.Kinds.Select(k => (k.ApiVersion, k.Kind)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ToJson_OfWhatWasWrittenFromJson_IsTheSameObject(string apiVersion, string kind)
    {
        var of = GroupVersionKind.Parse(apiVersion, kind);
        ProtobufSamples.Of(of).Sample(
            sample =>
            {
                var back = JsonNode.Parse(ProtobufBody.ToJson(Encode(of, sample)).Span);
                Assert.True(JsonNode.DeepEquals(sample, back), $"{sample.ToJsonString()}\n{back!.ToJsonString()}");
            },
            iter: 60);
    }

    [Theory]
    [InlineData("v1", "Pod")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition")]
    public void ToJson_OfAnyBytes_IsJsonOrABadRequest(string apiVersion, string kind)
    {
        var of = GroupVersionKind.Parse(apiVersion, kind);
        Gen.Select(ProtobufSamples.Of(of), Gen.Select(Gen.Int[4, 200], Gen.Byte).Array[1, 8]).Sample(
            (sample, changes) =>
            {
                var bytes = Encode(of, sample);
                foreach (var (at, value) in changes)
                {
                    bytes[Math.Min(at, bytes.Length - 1)] = value;
                }

                try
                {
                    var body = ProtobufBody.Read(bytes);
                    Assert.True(body.Notes is not null || JsonNode.Parse(body.Utf8.Span, default, KubeJson.DocumentOptions) is JsonObject);
                }
                catch (KubeApiException e)
                {
                    Assert.Equal(400, e.Status.Code);
                }
            },
            iter: 2000);
    }

    [Fact]
    public void EveryList_HasItsItems() => Assert.All(
        KubernetesFacts.Shared.Resources.Where(r => r.Allows("list")),
        r => Assert.Same(
            ProtobufCatalog.Shared.Find(r.Kind.ApiVersion, r.Kind.Kind),
            ProtobufCatalog.Shared.Find(r.Kind.ApiVersion, r.ListKind)!.Find(2)!.Message));

    [Fact]
    public void Write_OfAList_HasItsMetadataAndItems()
    {
        var item = new KubeObject("""{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a"},"data":{"k":"dg=="}}"""u8.ToArray());
        var list = new ListResult(new GroupVersionKind("", "v1", "SecretList"), [item, item], "7") { Continue = "next", RemainingItemCount = 3 };
        using var output = new ProtobufOutput(16);
        ProtobufBody.Write(output, list);

        Assert.Equal(
            """{"kind":"SecretList","apiVersion":"v1","metadata":{"resourceVersion":"7","continue":"next","remainingItemCount":3},"items":[{"metadata":{"name":"a"},"data":{"k":"dg=="}},{"metadata":{"name":"a"},"data":{"k":"dg=="}}]}""",
            System.Text.Encoding.UTF8.GetString(ProtobufBody.ToJson(output.Written.Span).Span));
    }

    private static byte[] Encode(GroupVersionKind kind, JsonObject sample)
    {
        using var output = new ProtobufOutput(16);
        ProtobufBody.Write(output, kind, KubeJson.ToUtf8(sample));
        return output.Written.ToArray();
    }
}
