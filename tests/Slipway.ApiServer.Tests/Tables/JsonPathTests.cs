using System.Text.Json.Nodes;
using Slipway.ApiServer.Tables;

namespace Slipway.ApiServer.Tests.Tables;

public class JsonPathTests
{
    private static readonly JsonNode Root = JsonNode.Parse(
        """
        {"spec":{"n":3,"list":[{"name":"a","v":1},{"name":"b","v":2}]},
         "metadata":{"labels":{"example.com/x":"y"}},
         "status":{"conditions":[{"type":"Ready","status":"True"},{"type":"Paused","status":"False"}]}}
        """)!;

    [Theory]
    [InlineData(".spec.n", "3")]
    [InlineData("{.spec.n}", "3")]
    [InlineData(".spec.list[1].name", "b")]
    [InlineData(".spec.list[-1].name", "b")]
    [InlineData(".spec.list[*].name", "a,b")]
    [InlineData(".spec.list[?(@.v>1)].name", "b")]
    [InlineData(""".status.conditions[?(@.type=="Ready")].status""", "True")]
    [InlineData(".metadata.labels['example.com/x']", "y")]
    [InlineData(@".metadata.labels.example\.com/x", "y")]
    [InlineData(@".metadata.labels['example\.com/x']", "y")]
    [InlineData(".spec.missing.deeper", "")]
    public void Find_ByPath_GivesTheValues(string path, string expected) =>
        Assert.Equal(expected, string.Join(',', JsonPath.Parse(path).Find(Root).Select(n => n.ToString())));

    [Theory]
    [InlineData("spec")]
    [InlineData(".a[b]")]
    [InlineData(".a[0")]
    public void Parse_OfWhatIsNoPath_Throws(string path) => Assert.Throws<FormatException>(() => JsonPath.Parse(path));

    // Ways through the same fields are as many as there are choices of their levels.
    [Fact]
    public void First_OfDescentsBelowEachOther_EndsInTime()
    {
        JsonNode root = "x";
        for (var i = 0; i < 200; i++)
        {
            root = new JsonObject { ["a"] = root };
        }

        Assert.Null(JsonPath.Parse("..a..a..a..a..a..a..a..b").First(root));
        Assert.Null(JsonPath.Parse("..[?(@..[?(@..[?(@..[?(@..b)])])])].b").First(root));
    }

    [Fact]
    public void Parse_OfWhatWouldFillTheStack_Throws()
    {
        Assert.Throws<FormatException>(() => JsonPath.Parse(string.Concat(Enumerable.Repeat(".a", 100_000))));
        Assert.Throws<FormatException>(() => JsonPath.Parse(
            string.Concat(Enumerable.Repeat("[?(@", 10_000)) + string.Concat(Enumerable.Repeat(")]", 10_000))));
    }
}
