using System.Text;
using Slipway.ApiServer.Http.Protobuf;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Http;

public sealed class ProtobufBodyTests
{
    [Fact]
    public void ToJson_OfASecret_HasItsFieldsByName()
    {
        var metadata = Field(1, "a"u8) + Field(2, ""u8) + Field(8, Number(1, 1700000000))
            + Field(11, Field(1, "app"u8) + Field(2, "x"u8)) + Field(11, Field(1, "tier"u8) + Field(2, ""u8)) + Number(7, 0);
        var secret = Field(1, metadata) + Field(2, Field(1, "k"u8) + Field(2, "v"u8)) + Field(3, "Opaque"u8) + Number(5, 0) + Field(99, "new"u8);

        Assert.Equal(
            """{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a","creationTimestamp":"2023-11-14T22:13:20Z","labels":{"app":"x","tier":""}},"data":{"k":"dg=="},"type":"Opaque","immutable":false}""",
            Convert("v1", "Secret", secret));
    }

    [Fact]
    public void ToJson_OfARole_KeepsEmptyListItems() => Assert.Equal(
        """{"kind":"Role","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{},"rules":[{"verbs":["get","list"],"apiGroups":[""]}]}""",
        Convert("rbac.authorization.k8s.io/v1", "Role", Field(1, Number(7, 0)) + Field(2, Field(1, "get"u8) + Field(1, "list"u8) + Field(2, ""u8))));

    [Theory]
    [InlineData("apps/v1", "Deployment", 415)]
    [InlineData("example.com/v1", "Secret", 415)]
    public void ToJson_OfAKindThatIsNotRead_IsRefused(string apiVersion, string kind, int code) =>
        Assert.Equal(code, Assert.Throws<KubeApiException>(() => Convert(apiVersion, kind, new([]))).Status.Code);

    [Theory]
    [InlineData("")]
    [InlineData("k8s")]
    [InlineData("k8s\0\n\u007f")]
    [InlineData("k8s\0\u000f")]
    public void ToJson_OfBrokenBytes_IsABadRequest(string text) =>
        Assert.Equal(400, Assert.Throws<KubeApiException>(() => ProtobufBody.ToJson(Encoding.UTF8.GetBytes(text))).Status.Code);

    private static string Convert(string apiVersion, string kind, Wire message)
    {
        var envelope = Field(1, Field(1, Encoding.UTF8.GetBytes(apiVersion)) + Field(2, Encoding.UTF8.GetBytes(kind))) + Field(2, message);
        return Encoding.UTF8.GetString(ProtobufBody.ToJson([.. "k8s\0"u8, .. envelope.Bytes]).Span);
    }

    private static Wire Field(int number, ReadOnlySpan<byte> run) => new([.. Varint(((ulong)number << 3) | 2), .. Varint((ulong)run.Length), .. run]);

    private static Wire Field(int number, Wire message) => Field(number, message.Bytes);

    private static Wire Number(int number, ulong value) => new([.. Varint((ulong)number << 3), .. Varint(value)]);

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private sealed record Wire(byte[] Bytes)
    {
        public static Wire operator +(Wire a, Wire b) => new([.. a.Bytes, .. b.Bytes]);
    }
}
