using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Tables;
using Slipway.Testing.Fuzzing;

namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>Paths of printer columns, which nobody checks when a definition is written.</summary>
public sealed class ColumnFuzzTests
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "date"];

    private static readonly JsonObject Root = Nested(60);

    [Fact]
    public Task Path_OfAnyText_FindsSomethingOrIsRefused() => Fuzz.TextAsync(
        "printer columns",
        [
            ".a.b", "{.a..b}", ".a[0].b[-1]", ".a['b'].l[1:2]", ".l[*].t", """.l[?(@.t=="x")].b""", ".l[?(@.a[?(@.b>1)].t)]", "..a..b[*]..t", @".a.example\.com/x",
        ],
        text =>
        {
            JsonPath path;
            try
            {
                path = JsonPath.Parse(text);
            }
            catch (FormatException)
            {
                return;
            }

            foreach (var type in Types)
            {
                CustomCells.Of(new TableColumn("C", type, "", 0) { Path = path }, Root, DateTimeOffset.UnixEpoch);
            }
        },
        count: 2_000);

    private static JsonObject Nested(int depth) => new()
    {
        ["a"] = depth == 0 ? "2026-01-01T00:00:00Z" : Nested(depth - 1),
        ["b"] = depth,
        ["l"] = new JsonArray(1, new JsonObject { ["t"] = "x", ["b"] = 1.5 }, null, true),
    };
}
