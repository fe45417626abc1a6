using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Tests.Schemas;
using Slipway.Kubernetes.Yaml;
using Slipway.Testing.Fuzzing;

namespace Slipway.Kubernetes.Tests.Fuzzing;

/// <summary>What reads, checks, patches and merges trees: whatever the tree, it is taken or refused in the way that each says.</summary>
public sealed class TreeFuzzTests
{
    private const string Gadget =
        """{"apiVersion":"x.io/v1","kind":"Gadget","metadata":{"name":"a","labels":{"x":"y"}},"spec":{"mode":"Fast","replicas":3,"name":"abc","port":80,"opts":{"level":1},"free":{"a":{}},"tmpl":{"apiVersion":"v1","kind":"Pod","metadata":{}},"map":{"k":"v"},"tags":["a","b"],"items":[{"name":"n","v":1},{"name":"m"}]},"status":{"phase":"x"}}""";

    private static readonly string[] JsonPatches =
    [
        """[{"op":"copy","from":"/spec","path":"/spec/free/x"},{"op":"copy","from":"/spec","path":"/spec/free/y"}]""",
        """[{"op":"move","from":"/spec/tags/0","path":"/spec/tags/-"},{"op":"test","path":"/spec/replicas","value":3}]""",
        """[{"op":"add","path":"/metadata/labels/a~1b~0c","value":[1]},{"op":"remove","path":"/spec/items/1"},{"op":"replace","path":"","value":{}}]""",
    ];

    private static readonly string[] MapPatches =
    [
        """{"spec":{"mode":null,"tags":["c"],"items":[{"name":"n","v":2},{"$patch":"delete","name":"m"}],"$setElementOrder/items":[{"name":"n"}]}}""",
        """{"spec":{"$retainKeys":["mode"],"mode":"Slow","free":{"$patch":"replace","a":null}},"$deleteFromPrimitiveList/tags":["a"],"metadata":{"labels":null}}""",
        """{"metadata":{"managedFields":[{"manager":"m","operation":"Apply","apiVersion":"x.io/v1","time":"2026-01-01T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{".":{},"f:items":{"k:{\"name\":\"n\"}":{}},"f:tags":{"v:\"a\"":{}},"i:0":{}}}}]}}""",
    ];

    [Fact]
    public Task Yaml_OfAnyText_IsReadAndWrittenOrRefused() => Fuzz.TextAsync(
        "yaml",
        [
            "a: &x {b: [1, 2.5, yes, ~, 0x1F, 2026-01-01]}\nc: *x\n<<: *x\n", "---\n- |\n  text\n- >-\n  folded\n- 'single'\n- \"dou\\nble\\u00e9\"\n---\nb: !!str 1\n",
            "a: &a [x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\n", "? key\n: value\n# comment\nlist:\n- a: b\n  c: d\n- - e\n", "{a: [b, {c: d}], 'e': !!binary YWJj}", Gadget,
            "%YAML 1.1\n--- !!map\na: !<tag:yaml.org,2002:int> 5\n...\n", "\uFEFFa: b\r\nc:\td\r\n",
        ],
        text =>
        {
            if (text.Any(char.IsSurrogate) && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text)
            {
                return; // no text that could have come in
            }

            IReadOnlyList<JsonNode> documents;
            try
            {
                documents = KubeYaml.ParseAll(text);
            }
            catch (YamlFormatException)
            {
                return;
            }

            // Of the thousands of documents that a repeated part makes, which are all the same, reading again costs more than the reader.
            foreach (var document in documents.Take(1000))
            {
                KubeJson.ToUtf8(document);
                Assert.True(JsonNode.DeepEquals(document, KubeYaml.Parse(KubeYaml.Emit(document))), "written and read again it is another value");
            }
        },
        count: 600);

    [Fact]
    public Task JsonPatch_OfAnyForm_IsAppliedOrRefused() => FuzzJson("json patch", JsonPatches, node => JsonPatch.Parse(node).Apply(Tree(Gadget)));

    [Fact]
    public Task MergePatch_OfAnyForm_IsAppliedOrRefused() => FuzzJson("merge patch", MapPatches, node => MergePatch.Apply(Tree(Gadget), node));

    [Fact]
    public Task StrategicMergePatch_OfAnyForm_IsAppliedOrRefused()
    {
        var schema = GadgetSchema.Create();
        return FuzzJson("strategic merge patch", MapPatches, node =>
        {
            if (node is JsonObject patch)
            {
                StrategicMergePatch.Apply(Tree(Gadget), patch, schema);
            }
        });
    }

    [Fact]
    public Task Apply_OfAnyForm_IsMergedOrRefused()
    {
        var manager = new FieldManager(GadgetSchema.Create());
        var write = new FieldWrite("m", "x.io/v1", DateTimeOffset.UnixEpoch);
        return FuzzJson("apply", [Gadget, .. MapPatches], node =>
        {
            if (node is not JsonObject config)
            {
                return;
            }

            var live = Tree(Gadget);
            manager.Update(null, live, write with { Manager = "other" });
            if (manager.Apply(live, Without(config), write, force: true).Object is { } merged)
            {
                var again = manager.Apply(merged, Without(config), write with { Manager = "third" }, force: true).Object;
                KubeJson.ToUtf8(again!);
            }

            // What a client writes as managers is taken or forgotten.
            manager.Update(live, (JsonObject)config.DeepClone(), write);
        });
    }

    [Fact]
    public Task Object_OfAnyForm_IsCheckedByItsSchema()
    {
        var schema = GadgetSchema.Create();
        return FuzzJson("schema validation", [Gadget], node =>
        {
            if (node is JsonObject resource)
            {
                SchemaPruner.Prune(resource, schema);
                SchemaDefaulter.Apply(resource, schema);
                SchemaValidator.Validate(resource, schema);
                SchemaValidator.ValidateUpdate(resource, Tree(Gadget), schema);
            }
        });
    }

    [Fact]
    public Task Schema_OfAnyForm_IsTakenOrRefused() => FuzzJson("schema", [GadgetSchema.Create().ToJson().ToJsonString()], node =>
    {
        if (node is null)
        {
            return;
        }

        var schema = Schema.FromJson(node);
        if (StructuralSchemaCheck.Check(schema, "x").Count == 0)
        {
            var resource = Tree(Gadget);
            SchemaPruner.Prune(resource, schema);
            SchemaDefaulter.Apply(resource, schema);
            SchemaValidator.Validate(resource, schema);
        }
    });

    [Fact]
    public Task Answer_OfAnyBytes_IsReadOrRefused() => Fuzz.BytesAsync(
        "answers",
        [
            Encoding.UTF8.GetBytes($$"""{"kind":"List","metadata":{"resourceVersion":"5","continue":"x"},"items":[{{Gadget}},{{Gadget}}]}"""),
            """{"kind":"Status","metadata":{},"code":409,"reason":"Conflict","message":"m","details":{"name":"a","causes":[{"field":"f"}],"retryAfterSeconds":1}}"""u8.ToArray(),
        ],
        bytes =>
        {
            KubeStatusJson.Read(bytes, 500);
            try
            {
                KubeListReader.Read(bytes, new GroupVersionKind("x.io", "v1", "Gadget"));
                _ = new KubeObject(bytes).Metadata;
            }
            catch (JsonException)
            {
                // Refused in the way that they say.
            }
        });

    private static JsonObject Tree(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static JsonObject Without(JsonObject config)
    {
        var copy = (JsonObject)config.DeepClone();
        (copy["metadata"] as JsonObject)?.Remove("managedFields");
        return copy;
    }

    // What is no JSON does not come this far.
    private static Task FuzzJson(string name, string[] seeds, Action<JsonNode?> check) => Fuzz.TextAsync(name, seeds, text =>
    {
        if (!TryParse(text, out var node))
        {
            return;
        }

        try
        {
            check(node);
        }
        catch (Exception e) when (e is JsonException or PatchException or TypedObjectException)
        {
            // Refused in the way that it says.
        }
    });

    // A tree of JsonNode.Parse finds repeated names and texts that are none late: by printing all of it they are found.
    private static bool TryParse(string text, out JsonNode? node)
    {
        node = null;
        try
        {
            node = JsonNode.Parse(text, documentOptions: KubeJson.DocumentOptions)?.DeepClone();
            return node is null || GoText.Printed(node).Length > 0;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
