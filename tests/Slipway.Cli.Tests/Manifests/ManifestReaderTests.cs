using Slipway.Cli.Manifests;

namespace Slipway.Cli.Tests.Manifests;

public sealed class ManifestReaderTests
{
    [Fact]
    public void Parse_NumbersDocumentsAndFlattensLists()
    {
        var documents = ManifestReader.Parse("m.yaml", """
            {apiVersion: v1, kind: Secret, metadata: {name: a}}
            ---
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: ns}}
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
            """).ToList();

        Assert.Equal(["a", "b", "c"], documents.Select(d => d.Name));
        Assert.Equal([1, 2, 2], documents.Select(d => d.Number));
        Assert.Equal("ns", documents[1].Namespace);
        Assert.Equal("m.yaml, document 2: ConfigMap \"b\"", documents[1].Where);
    }

    [Theory]
    [InlineData("kind: Secret\nmetadata: {name: a}\n", "document 1: apiVersion is missing")]
    [InlineData("apiVersion: v1\nmetadata: {name: a}\n", "document 1: kind is missing")]
    [InlineData("apiVersion: v1\nkind: Secret\n", "document 1: metadata.name is missing")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: 5}\n", "document 1: metadata.name is missing")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: 5}\n", "document 1: metadata.namespace must be a text, not 5")]
    [InlineData("just text\n", "document 1: an object with apiVersion")]
    [InlineData("a: [1\n", "m.yaml: yaml: line")]
    public void Parse_WhatIsNoObject_IsRefusedWithItsPlace(string text, string expected)
    {
        var failure = Assert.Throws<CliException>(() => ManifestReader.Parse("m.yaml", text).ToList());

        Assert.Equal(ExitCodes.Usage, failure.ExitCode);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }
}
