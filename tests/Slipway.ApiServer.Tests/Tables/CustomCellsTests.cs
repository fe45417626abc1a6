using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Tables;

namespace Slipway.ApiServer.Tests.Tables;

public sealed class CustomCellsTests
{
    [Theory]
    [InlineData("string", """["a","b"]""", "a")]
    [InlineData("string", "[]", null)]
    [InlineData("date", "[]", null)]
    [InlineData("date", "[5]", null)]
    [InlineData("date", """["yesterday"]""", "<invalid>")]
    [InlineData("date", """[""]""", "<unknown>")]
    [InlineData("date", """["1970-01-01T00:00:00Z"]""", "60s")]
    public void Of_ValuesOfAColumn_IsWhatKubePrints(string type, string values, string? cell)
    {
        var column = new TableColumn("L", type, "", 0) { Path = JsonPath.Parse(".spec.l[*]") };
        var obj = JsonNode.Parse($$"""{"spec":{"l": {{values}} } }""")!.AsObject();

        Assert.Equal(cell, CustomCells.Of(column, obj, DateTimeOffset.UnixEpoch.AddMinutes(1))?.GetValue<string>());
    }
}
