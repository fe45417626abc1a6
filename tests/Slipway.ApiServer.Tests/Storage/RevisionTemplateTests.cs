using System.Text;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Tests.Storage;

public sealed class RevisionTemplateTests
{
    [Theory]
    [InlineData("""{"metadata":{}}""", """{"metadata":{"resourceVersion":"42"}}""")]
    [InlineData("""{"metadata":{ }}""", """{"metadata":{"resourceVersion":"42" }}""")]
    [InlineData("""{"metadata":{"name":"a"}}""", """{"metadata":{"resourceVersion":"42","name":"a"}}""")]
    [InlineData("""{"metadata":{"resourceVersion":"7","name":"a"}}""", """{"metadata":{"resourceVersion":"42","name":"a"}}""")]
    [InlineData("""{"metadata":{"name":"a","resourceVersion":""}}""", """{"metadata":{"name":"a","resourceVersion":"42"}}""")]
    [InlineData("""{"metadata":{"resourceVersion":null}}""", """{"metadata":{"resourceVersion":"42"}}""")]
    [InlineData(
        """{"spec":{"metadata":{"resourceVersion":"1"}},"metadata":{"labels":{"resourceVersion":"2"},"resourceVersion":"3"}}""",
        """{"spec":{"metadata":{"resourceVersion":"1"}},"metadata":{"labels":{"resourceVersion":"2"},"resourceVersion":"42"}}""")]
    public void Encode_AnyPlace_PutsTheRevisionIntoMetadata(string json, string expected)
        => Assert.Equal(expected, Encoding.UTF8.GetString(RevisionTemplate.Parse(Encoding.UTF8.GetBytes(json)).Encode(42)));

    [Fact]
    public void Encode_GreatestRevision_Fits()
    {
        var template = RevisionTemplate.Parse("""{"metadata":{"name":"a"}}"""u8.ToArray());
        Assert.Contains("9223372036854775807", Encoding.UTF8.GetString(template.Encode(long.MaxValue)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"metadata":"a"}""")]
    [InlineData("""{"spec":{"metadata":{}}}""")]
    public void Parse_NoMetadata_IsRefused(string json)
        => Assert.Throws<ArgumentException>(() => RevisionTemplate.Parse(Encoding.UTF8.GetBytes(json)));
}
