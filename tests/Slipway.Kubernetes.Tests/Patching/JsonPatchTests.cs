using System.Text.Json.Nodes;
using Slipway.Kubernetes.Patching;

namespace Slipway.Kubernetes.Tests.Patching;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("[{'op': 'add', 'path': '/data/n', 'value': 'new'}, {'op': 'replace', 'path': '/data/k', 'value': '9'}, {'op': 'remove', 'path': '/data/a~1b'}]", "{'data': {'k': '9', 'n': 'new'}, 'list': [1, 2]}")]
    [InlineData("[{'op': 'copy', 'from': '/data/k', 'path': '/data/c'}, {'op': 'move', 'from': '/data/a~1b', 'path': '/data/m'}]", "{'data': {'k': '1', 'c': '1', 'm': '2'}, 'list': [1, 2]}")]
    [InlineData("[{'op': 'add', 'path': '/list/-', 'value': 3}, {'op': 'add', 'path': '/list/0', 'value': 0}, {'op': 'replace', 'path': '/list/1', 'value': 9}]", "{'data': {'k': '1', 'a/b': '2'}, 'list': [0, 9, 2, 3]}")]
    [InlineData("[{'op': 'remove', 'path': '/list/-1'}, {'op': 'test', 'path': '/list', 'value': [1]}, {'op': 'test', 'path': '/none', 'value': null}]", "{'data': {'k': '1', 'a/b': '2'}, 'list': [1]}")]
    [InlineData("[{'op': 'replace', 'path': '', 'value': {}}]", "{}")]
    public void Apply_FittingPatch_ChangesTheDocument(string patch, string expected)
    {
        var document = Json.Node("{'data': {'k': '1', 'a/b': '2'}, 'list': [1, 2]}");

        Json.AssertEqual(expected, JsonPatch.Parse(Json.Node(patch)).Apply(document));
    }

    [Theory]
    [InlineData("[{'op': 'test', 'path': '/data/k', 'value': '8'}]", "testing value /data/k failed: test failed")]
    [InlineData("[{'op': 'remove', 'path': '/data/none'}]", "error in remove for path: '/data/none': Unable to remove nonexistent key: none: missing value")]
    [InlineData("[{'op': 'replace', 'path': '/list/7', 'value': 1}]", "replace operation does not apply: doc is missing key: /list/7: missing value")]
    [InlineData("[{'op': 'replace', 'path': '', 'value': 1}]", "replace operation value must be object or array")]
    [InlineData("[{'op': 'add', 'path': '', 'value': {}}]", "add operation does not apply: doc is missing path: \"\": missing value")]
    [InlineData("[{'op': 'add', 'path': '/list/x', 'value': 1}]", "error in add for path: '/list/x': value was not a proper array index: 'x': strconv.Atoi: parsing \"x\": invalid syntax")]
    [InlineData("[{'op': 'move', 'from': '/data/none', 'path': '/data/c'}]", "error in move for path: 'none': Unable to remove nonexistent key: none: missing value")]
    [InlineData("[{'op': 'test', 'path': '/list/3', 'value': 1}]", "error in test for path: '/list/3': Unable to access invalid index: 3: invalid index referenced")]
    [InlineData("[{'op': 'grow', 'path': '/data'}]", "Unexpected kind: grow")]
    [InlineData("[{'path': '/data'}]", "Unexpected kind: unknown")]
    [InlineData("[{'op': 'remove'}]", "remove operation failed to decode path: missing value")]
    [InlineData("[{'op': 'copy', 'path': '/data/c'}]", "copy operation failed to decode from: operation, missing from field: missing value")]
    [InlineData("[{'op': 'add', 'path': '/no/thing', 'value': 1}]", "add operation does not apply: doc is missing path: \"/no/thing\": missing value")]
    [InlineData("[{'op': 'add', 'path': '/list/7', 'value': 1}]", "error in add for path: '/list/7': Unable to access invalid index: 7: invalid index referenced")]
    public void Apply_PatchThatDoesNotFit_SaysWhy(string patch, string message)
    {
        var document = Json.Node("{'data': {'k': '1'}, 'list': [1]}");

        var e = Assert.Throws<PatchException>(() => JsonPatch.Parse(Json.Node(patch)).Apply(document));

        Assert.Equal(message, e.Message);
        Assert.Equal(PatchErrorKind.DoesNotFit, e.Kind);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("'add'")]
    public void Parse_MalformedPatch_IsRefused(string patch) =>
        Assert.Equal(PatchErrorKind.Malformed, Assert.Throws<PatchException>(() => JsonPatch.Parse(Json.Node(patch))).Kind);

    // An object answers for any field, and what an operation lacks is seen when its turn comes.
    [Theory]
    [InlineData("[{'op': 'replace', 'path': '/data/none', 'value': 1}]", "{'data': {'k': '1', 'none': 1}, 'list': [1]}")]
    [InlineData("[{'op': 'add', 'path': '/data/k'}]", "{'data': {'k': null}, 'list': [1]}")]
    [InlineData("[{'op': 'copy', 'from': '/data/none', 'path': '/data/c'}]", "{'data': {'k': '1', 'c': null}, 'list': [1]}")]
    [InlineData("[{'op': 'test', 'path': '/data/none', 'value': null}]", "{'data': {'k': '1'}, 'list': [1]}")]
    [InlineData("[{'op': 'test', 'path': '/data/none'}]", "{'data': {'k': '1'}, 'list': [1]}")]
    [InlineData("[{'op': 'remove', 'path': 'ignored/data/k'}]", "{'data': {}, 'list': [1]}")]
    [InlineData("[{'op': 'add', 'path': '/list/-1', 'value': 2}]", "{'data': {'k': '1'}, 'list': [1, 2]}")]
    public void Apply_OfWhatIsMissing_IsAsLenientAsKubernetes(string patch, string expected) =>
        Json.AssertEqual(expected, JsonPatch.Parse(Json.Node(patch)).Apply(Json.Node("{'data': {'k': '1'}, 'list': [1]}")));

    [Fact]
    public void Apply_CopiesThatDouble_StopAtTheLimit()
    {
        var doubling = string.Join(',', Enumerable.Repeat("{'op': 'copy', 'from': '/a', 'path': '/a/-'}", 40));

        var e = Assert.Throws<PatchException>(() => JsonPatch.Parse(Json.Node($"[{doubling}]")).Apply(Json.Node("{'a': ['0123456789']}")));

        Assert.Contains("exceeding the limit", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'op': 'copy', 'from': '/a', 'path': '/a/x'}", "exceeded max depth")]
    [InlineData("{'op': 'add', 'path': '/b', 'value': {}}, {'op': 'move', 'from': '/a', 'path': '/b/a'}, {'op': 'move', 'from': '/b', 'path': '/a'}", "exceeded max depth")]
    [InlineData("{'op': 'remove', 'path': '/list/0'}, {'op': 'add', 'path': '/list/0', 'value': 1}", "the operations of the patch move more than 30000000 list items and fields")]
    public void Apply_OperationsThatAddUp_StopAtALimit(string operations, string message)
    {
        var patch = JsonPatch.Parse(Json.Node($"[{string.Join(',', Enumerable.Repeat(operations, 1_000))}]"));
        var document = new JsonObject { ["a"] = new JsonObject(), ["list"] = new JsonArray([.. Enumerable.Repeat(0, 60_000).Select(n => (JsonNode)n)]) };

        Assert.Equal(message, Assert.Throws<PatchException>(() => patch.Apply(document)).Message);
    }
}
