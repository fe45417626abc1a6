using System.Text.Json.Nodes;
using CsCheck;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubernetes.Tests.Yaml;

public sealed class KubeYamlTests
{
    [Theory]
    [InlineData("a: yes", "{'a': true}")]
    [InlineData("a: [on, Off, y, NO, True, 'yes', \"no\"]", "{'a': [true, false, true, false, true, 'yes', 'no']}")]
    [InlineData("a: [1, -2, +3, 0x1F, 010, 0o10, 0b11, 1_000, 08, 1.5, .5, 1e3]", "{'a': [1, -2, 3, 31, 8, 8, 3, 1000, 8, 1.5, 0.5, 1000]}")]
    [InlineData("a: [9223372036854775807, 18446744073709551615]", "{'a': [9223372036854775807, 18446744073709551615]}")]
    [InlineData("a: [~, null, '', !!str 5, !!int '7']", "{'a': [null, null, '', '5', 7]}")]
    [InlineData("a: 2026-01-01T00:00:00Z", "{'a': '2026-01-01T00:00:00Z'}")]
    [InlineData("a: v1.2.3\nb: 1.2.3\nc: 10m\nd: 1:30", "{'a': 'v1.2.3', 'b': '1.2.3', 'c': '10m', 'd': '1:30'}")]
    [InlineData("1: a\ntrue: b\n1.5: c", "{'1': 'a', 'true': 'b', '1.5': 'c'}")]
    [InlineData("on: x", "{'true': 'x'}")]
    [InlineData("base: &b {x: 1, z: 2}\nuse: *b\nmerged: {<<: *b, z: 3}", "{'base': {'x': 1, 'z': 2}, 'use': {'x': 1, 'z': 2}, 'merged': {'z': 3, 'x': 1}}")]
    [InlineData("a: |\n  one\n  two\nb: >-\n  one\n  two", "{'a': 'one\\ntwo\\n', 'b': 'one two'}")]
    [InlineData("a: 0 * * * *\nb: x *y\nc: a &b", "{'a': '0 * * * *', 'b': 'x *y', 'c': 'a &b'}")]
    [InlineData("a: a *#b\nc: a #d\ne: a#f", "{'a': 'a *#b', 'c': 'a', 'e': 'a#f'}")]
    [InlineData("{'a': [1, {'b': null}]}", "{'a': [1, {'b': null}]}")]
    public void Parse_Text_MeansWhatKubernetesTakesItFor(string yaml, string expected) => Json.AssertEqual(expected, KubeYaml.Parse(yaml));

    [Fact]
    public void ParseAll_SeveralDocuments_SkipsTheEmptyOnes() =>
        Assert.Equal(["{\"a\":1}", "{\"b\":2}"], KubeYaml.ParseAll("---\na: 1\n---\n---\n# nothing\n---\nb: 2\n...\n").Select(node => node.ToJsonString()));

    [Theory]
    [InlineData("a: 1\nb:\n  c: 1\n  c: 2\n", "yaml: line 4: key \"c\" already set in map", 4)]
    [InlineData("a: *x", "yaml: line 1: unknown anchor 'x' referenced", 1)]
    [InlineData("a: .inf", "yaml: line 1: .inf cannot be a value of JSON", 1)]
    [InlineData("? [a]\n: b", "yaml: line 1: a key must be a scalar, not a list or a map", 1)]
    public void Parse_BadText_NamesTheLine(string yaml, string message, long line)
    {
        var e = Assert.Throws<YamlFormatException>(() => KubeYaml.Parse(yaml));

        Assert.Equal(message, e.Message);
        Assert.Equal(line, e.Line);
    }

    [Theory]
    [InlineData("a: [1")]
    [InlineData("a: b: c")]
    [InlineData("a: &a [*a]")]
    [InlineData("'")]
    public void Parse_NoYaml_Throws(string yaml) => Assert.Throws<YamlFormatException>(() => KubeYaml.Parse(yaml));

    [Fact]
    public void Parse_HostileText_StopsAtItsBounds()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(
            Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Contains("excessive aliasing", Assert.Throws<YamlFormatException>(() => KubeYaml.Parse(bomb)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "nested deeper", Assert.Throws<YamlFormatException>(() => KubeYaml.Parse(new string('[', 5000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Emit_Object_IsReadableBlockStyle()
    {
        var node = Json.Node("""
            {'kind': 'X', 'metadata': {'labels': {'a/b': 'true', 'n': '1'}, 'empty': {}}, 'items': [{'name': 'a', 'args': ['-c', 'x: y', "it's"]}, [1, 2]],
             'script': '#!/bin/sh\necho\n', 'keep': 'x\n\n', 'none': null, 'big': 1.5, 'odd': 'tab\there'}
            """.Replace("it's", "it\\u0027s", StringComparison.Ordinal));

        Assert.Equal(
            """
            kind: X
            metadata:
              labels:
                a/b: "true"
                "n": "1"
              empty: {}
            items:
            - name: a
              args:
              - -c
              - 'x: y'
              - it's
            - - 1
              - 2
            script: |
              #!/bin/sh
              echo
            keep: |+
              x

            none: null
            big: 1.5
            odd: "tab\there"

            """,
            KubeYaml.Emit(node));
    }

    [Fact]
    public void Parse_OfEmitted_GivesTheSameValue() => JsonGen.Objects.Sample(json =>
    {
        var node = JsonNode.Parse(json);
        return JsonNode.DeepEquals(node, KubeYaml.Parse(KubeYaml.Emit(node)));
    });

    // Python's reader refuses the text that holds one of them as it is.
    [Theory]
    [InlineData('\ufffe')]
    [InlineData('\uffff')]
    [InlineData('\u0085')]
    public void Emit_OfACharacterThatReadersRefuse_EscapesIt(char c) =>
        Assert.Equal($"x: \"a\\u{(int)c:X4}\"\n", KubeYaml.Emit(new JsonObject { ["x"] = $"a{c}" }), ignoreCase: true);

    [Fact]
    public void Parse_OfEmittedString_GivesTheSameString() => Gen.Char["ab1 \n\t\r:#-'\"\\|>{}[],&*!%@`~?=.é☃\u2028\u0001yes0x"].Array[0, 12].Sample(chars =>
    {
        var value = new string(chars);
        var node = new JsonObject { [value] = value, ["list"] = new JsonArray(value) };
        return JsonNode.DeepEquals(node, KubeYaml.Parse(KubeYaml.Emit(node)));
    }, iter: 20_000);

    [Theory]
    [InlineData("metadata: &m {ndm {name: c}\ndata:\n  k: |\n    v\n")]
    [InlineData("a: {b {c: d}\n")]
    public void Parse_FlowMappingThatNeverEnds_IsRefused(string text)
    {
        Assert.Throws<YamlFormatException>(() => KubeYaml.Parse(text));
    }

    [Theory]
    [InlineData("1e999: a")]
    [InlineData("{1e999}")]
    public void Parse_NumberBeyondADouble_IsText(string text) => Assert.Equal("1e999", Assert.Single(KubeYaml.Parse(text)!.AsObject()).Key);

    [Theory]
    [InlineData("2026-1-1T\"")]
    [InlineData("2026-01-01 \\")]
    public void Emit_OfWhatBeginsAsATime_IsReadBack(string text) => Assert.Equal(text, (string?)KubeYaml.Parse(KubeYaml.Emit(JsonValue.Create(text))));

    [Fact]
    public void Emit_OfALongKey_IsReadBack()
    {
        var node = new JsonObject { [new string('k', 2_000)] = new JsonObject { [new string('a', 2_000)] = 1, ["b"] = new JsonArray(2) } };

        Assert.True(JsonNode.DeepEquals(node, KubeYaml.Parse(KubeYaml.Emit(node))));
    }
}
