using Slipway.Kubernetes.Patching;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Tests.Patching;

public sealed class StrategicMergePatchTests
{
    private static readonly Schema Schema = Schema.FromJson(Json.Node("""
        {'type': 'object', 'properties': {
          'ports': {'type': 'array', 'x-kubernetes-patch-merge-key': 'port', 'x-kubernetes-patch-strategy': 'merge',
            'items': {'type': 'object', 'properties': {'port': {'type': 'integer'}, 'name': {'type': 'string'}}}},
          'finalizers': {'type': 'array', 'items': {'type': 'string'}, 'x-kubernetes-patch-strategy': 'merge'},
          'args': {'type': 'array', 'items': {'type': 'string'}},
          'selector': {'type': 'object', 'additionalProperties': {'type': 'string'}},
          'strategy': {'type': 'object', 'x-kubernetes-patch-strategy': 'retainKeys', 'properties': {'type': {'type': 'string'}}}}}
        """));

    [Theory]
    [InlineData("{'ports': [{'port': 80, 'name': 'a'}, {'port': 81, 'name': 'b'}]}", "{'ports': [{'port': 81, 'name': 'bb'}, {'port': 82, 'name': 'c'}]}", "{'ports': [{'port': 80, 'name': 'a'}, {'port': 81, 'name': 'bb'}, {'port': 82, 'name': 'c'}]}")]
    [InlineData("{'ports': [{'port': 80, 'name': 'a'}, {'port': 81, 'name': 'bb'}, {'port': 82, 'name': 'c'}]}", "{'ports': [{'port': 80, '$patch': 'delete'}]}", "{'ports': [{'port': 81, 'name': 'bb'}, {'port': 82, 'name': 'c'}]}")]
    [InlineData("{'ports': [{'port': 80}]}", "{'ports': [{'port': 9}, {'$patch': 'replace'}]}", "{'ports': [{'port': 9}]}")]
    [InlineData("{'ports': [{'port': 1}, {'port': 2}]}", "{'$setElementOrder/ports': [{'port': 2}, {'port': 1}]}", "{'ports': [{'port': 2}, {'port': 1}]}")]
    [InlineData("{'ports': [{'port': 1}, {'port': 2}, {'port': 4}]}", "{'$setElementOrder/ports': [{'port': 2}, {'port': 3}], 'ports': [{'port': 3}, {'port': 1, '$patch': 'delete'}]}", "{'ports': [{'port': 2}, {'port': 4}, {'port': 3}]}")]
    [InlineData("{'ports': [{'port': 1}, {'port': 4}]}", "{'$setElementOrder/ports': [{'port': 2}, {'port': 3}], 'ports': [{'port': 2}, {'port': 3}, {'port': 1, '$patch': 'delete'}]}", "{'ports': [{'port': 4}, {'port': 2}, {'port': 3}]}")]
    [InlineData("{'ports': [{'port': 1}, {'port': 4}]}", "{'$setElementOrder/ports': [{'port': 2}, {'port': 4}], 'ports': [{'port': 2}]}", "{'ports': [{'port': 2}, {'port': 1}, {'port': 4}]}")]
    [InlineData("{'selector': {'app': 'x'}}", "{'selector': {'app': null, 'tier': 'web'}}", "{'selector': {'tier': 'web'}}")]
    [InlineData("{'finalizers': ['a']}", "{'finalizers': ['b', 'a']}", "{'finalizers': ['b', 'a']}")]
    [InlineData("{'finalizers': ['a']}", "{'finalizers': ['b']}", "{'finalizers': ['b', 'a']}")]
    [InlineData("{'finalizers': ['a', 'b', 'c']}", "{'$deleteFromPrimitiveList/finalizers': ['a', 'c']}", "{'finalizers': ['b']}")]
    [InlineData("{'args': ['a']}", "{'args': ['b']}", "{'args': ['b']}")]
    [InlineData("{'selector': {'app': 'x'}}", "{'selector': {'$patch': 'replace', 'b': 'y'}}", "{'selector': {'b': 'y'}}")]
    [InlineData("{'strategy': {'type': 'RollingUpdate', 'rollingUpdate': {}}}", "{'strategy': {'$retainKeys': ['type'], 'type': 'Recreate'}}", "{'strategy': {'type': 'Recreate'}}")]
    [InlineData("{}", "{'selector': {'a': null, 'b': 'c'}, 'args': [{'$patch': 'delete'}]}", "{'selector': {'b': 'c'}, 'args': []}")]
    public void Apply_Patch_MergesAsKubernetesDoes(string target, string patch, string expected) =>
        Json.AssertEqual(expected, StrategicMergePatch.Apply(Json.Object(target), Json.Object(patch), Schema));

    [Theory]
    [InlineData("{'ports': [{'name': 'x'}]}", "map: map[name:x] does not contain declared merge key: port")]
    [InlineData("{'selector': {'$patch': 'shuffle'}}", "unknown patch type: shuffle in map: map[$patch:shuffle]")]
    [InlineData("{'strategy': {'$retainKeys': ['type'], 'other': 1}}", "invalid patch format of retainKeys")]
    [InlineData("{'$setElementOrder': []}", "invalid patch format of setElementOrder list")]
    [InlineData("{'$setElementOrder/ports': 'x'}", "expected a []interface {}, but received a string")]
    [InlineData("{'$setElementOrder/ports': [{'port': 2}, {'port': 1}], 'ports': [{'port': 1}, {'port': 2}]}", "The order in patch list:\n[map[port:1] map[port:2]]\n doesn't match $setElementOrder list:\n[map[port:2] map[port:1]]\n")]
    [InlineData("{'$deleteFromPrimitiveList': ['a']}", "invalid patch format of primitive list")]
    [InlineData("{'ports': [{'$patch': 'merge', 'port': 1}]}", "merging lists cannot yet be specified in the patch")]
    [InlineData("{'ports': [{'port': 1}, 'x']}", "list element types are not identical: [[map[port:1]] [map[port:1] x]]")]
    [InlineData("{'finalizers': [['a']]}", "lists of lists are not supported")]
    public void Apply_BadPatch_SaysWhy(string patch, string message)
    {
        var target = Json.Object("{'ports': [{'port': 1}], 'selector': {'a': 'b'}, 'strategy': {'type': 'x'}, 'finalizers': []}");

        Assert.Equal(message, Assert.Throws<PatchException>(() => StrategicMergePatch.Apply(target, Json.Object(patch), Schema)).Message);
    }
}
