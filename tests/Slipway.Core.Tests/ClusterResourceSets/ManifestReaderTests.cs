using System.Text;
using Slipway.ControllerRuntime.Errors;
using Slipway.Core.ClusterResourceSets.Manifests;

namespace Slipway.Core.Tests.ClusterResourceSets;

/// <summary>What values of Secrets and ConfigMaps are read as.</summary>
public sealed class ManifestReaderTests
{
    private const string Namespace = """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"n"}}""";
    private const string Widget = """{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w","namespace":"n"}}""";

    [Theory]
    [InlineData("apiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n---\n---\n# nothing\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}", "Namespace x,Pod p")]
    [InlineData(Namespace, "Namespace n")]
    [InlineData($"  [{Widget},{Namespace}]", "Namespace n,Widget n/w")]
    [InlineData($$"""{"apiVersion":"v1","kind":"List","items":[{{Namespace}},{{Widget}}]}""", "Namespace n,Widget n/w")]
    [InlineData($"{Namespace}\n---\n{Widget}", "Namespace n,Widget n/w")]
    [InlineData("- apiVersion: v1\n  kind: Namespace\n  metadata: {name: x}", "Namespace x")]
    [InlineData("", "")]
    [InlineData("# only a comment", "")]
    public void Value_OfEachForm_GivesItsObjects(string value, string expected) => Assert.Equal(expected, Read(value));

    [Fact]
    public void Objects_OfOneValue_AreInCreationOrderAndOtherwiseAsWritten()
    {
        string[] kinds =
        [
            "DaemonSet", "Pod", "Widget", "ConfigMap", "LimitRange", "Secret", "ServiceAccount", "ReplicaSet", "PersistentVolumeClaim",
            "PersistentVolume", "StorageClass", "CustomResourceDefinition", "Namespace", "Deployment",
        ];
        var value = string.Join("\n---\n", kinds.Select(k => $"apiVersion: v1\nkind: {k}\nmetadata: {{name: x}}"));

        Assert.Equal(
            "Namespace x,CustomResourceDefinition x,StorageClass x,PersistentVolume x,PersistentVolumeClaim x,Secret x,ConfigMap x,"
            + "ServiceAccount x,LimitRange x,Pod x,ReplicaSet x,DaemonSet x,Widget x,Deployment x",
            Read(value));
    }

    [Fact]
    public void Values_AreNotMixed() => Assert.Equal("Widget n/w,Namespace n", Read(Widget, Namespace));

    [Theory]
    [InlineData("a: [", "line")]
    [InlineData("just text", "a document is not an object")]
    [InlineData("kind: Namespace", "an object has no apiVersion and kind")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {generateName: p-}", "a Pod has no metadata.name")]
    [InlineData("[null]", "a list has an empty item")]
    public void Value_ThatIsNoManifest_IsRefusedWithoutItsContent(string value, string problem)
    {
        var failure = Assert.Throws<FailureException>(() => Read(value));
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.Same(ErrorCodes.InvalidSpecification, failure.Code);
    }

    [Fact]
    public void BrokenYaml_InAMessage_DoesNotTellTheValue()
    {
        var failure = Assert.Throws<FailureException>(() => Read("password: hunter2\n  - : : {"));
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public void Objects_MoreThanBound_AreRefused()
    {
        var value = $"[{string.Join(',', Enumerable.Repeat(Namespace, ManifestReader.MaxObjects + 1))}]";
        Assert.Contains("more than 5000 objects", Assert.Throws<FailureException>(() => Read(value)).Message, StringComparison.Ordinal);
    }

    private static string Read(params string[] values) =>
        string.Join(',', ManifestReader.Read([.. values.Select(Encoding.UTF8.GetBytes)]).Select(o => o.ToString()));
}
