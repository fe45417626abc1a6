using System.Text;
using Slipway.ApiServer.Protobuf;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Protobuf;

public sealed class ProtobufBodyTests
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

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

    [Fact]
    public void ToJson_OfAKindThatIsNotKnown_TellsTheKindOnly() => Assert.Equal(
        """{"kind":"Secret","apiVersion":"example.com/v1"}""", Convert("example.com/v1", "Secret", Field(1, "a"u8)));

    [Fact]
    public void ToJson_WithAListInPieces_PutsThemTogether()
    {
        var one = Field(2, Field(1, "get"u8)) + Field(1, Field(1, "a"u8)) + Field(2, Field(1, "list"u8)) + Field(1, Field(3, "ns"u8));

        Assert.Equal(
            """{"kind":"Role","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"a","namespace":"ns"},"rules":[{"verbs":["get"]},{"verbs":["list"]}]}""",
            Convert("rbac.authorization.k8s.io/v1", "Role", one));
    }

    [Fact]
    public void ToJson_OfAPod_PutsInlineMessagesIntoTheirOwner()
    {
        var volume = Field(1, "v"u8) + Field(2, Field(2, new Wire([])));

        Assert.Equal(
            """{"kind":"Pod","apiVersion":"v1","spec":{"volumes":[{"name":"v","emptyDir":{}}]}}""",
            Convert("v1", "Pod", Field(2, Field(1, volume))));
    }

    [Fact]
    public void ToJson_OfANumberWhereAMessageIs_IsRefusedAsGoRefusesIt()
    {
        var refused = Assert.Throws<KubeApiException>(() => Convert("v1", "Secret", Number(1, 5)));

        Assert.Equal("Secret in version \"v1\" cannot be handled as a Secret: proto: wrong wireType = 0 for field metadata", refused.Status.Message);
    }

    [Fact]
    public void ToJson_OfRawJsonThatIsNoUtf8_ShowsTheReplacementCharacter()
    {
        var manager = Field(1, "m"u8) + Field(7, Field(1, [.. "\"a"u8, 0xE6, (byte)'"']));

        Assert.Equal(
            """{"kind":"Secret","apiVersion":"v1","metadata":{"managedFields":[{"manager":"m","fieldsV1":"a�"}]}}""",
            Convert("v1", "Secret", Field(1, Field(17, manager))));
    }

    [Fact]
    public void ToJson_NestedWithoutEnd_IsRefused()
    {
        var schema = new Wire([]);
        for (var i = 0; i < 2000; i++)
        {
            schema = Field(28, schema);
        }

        var definition = Field(2, Field(7, Field(4, Field(1, schema))));

        Assert.Equal(
            400, Assert.Throws<KubeApiException>(() => Convert("apiextensions.k8s.io/v1", "CustomResourceDefinition", definition)).Status.Code);
    }

    [Theory]
    [InlineData("", "empty data")]
    [InlineData("k8s", "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]")]
    [InlineData("k8s\0", "empty body")]
    [InlineData("k8s\0\n\u007f", "unexpected EOF")]
    [InlineData("k8s\0\u000f", "proto: illegal wireType 7")]
    public void Read_OfWhatNamesNoKind_IsLeftToTheEngine(string text, string why) =>
        Assert.Equal(why, ProtobufBody.Read(Encoding.UTF8.GetBytes(text)).Notes?.Failure);

    private static string Convert(string apiVersion, string kind, Wire message)
    {
        var envelope = Field(1, Field(1, Encoding.UTF8.GetBytes(apiVersion)) + Field(2, Encoding.UTF8.GetBytes(kind))) + Field(2, message);
        return StrictUtf8.GetString(ProtobufBody.ToJson([.. "k8s\0"u8, .. envelope.Bytes]).Span);
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
