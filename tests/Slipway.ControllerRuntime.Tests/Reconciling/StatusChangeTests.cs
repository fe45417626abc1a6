using System.Text.Json.Nodes;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Patching;

namespace Slipway.ControllerRuntime.Tests.Reconciling;

public sealed class StatusChangeTests
{
    private static readonly StatusAudience Anybody = new(new HashSet<string>(StringComparer.Ordinal) { "echo", "initialization.seen" }, IsLeaving: false);

    [Theory]
    [InlineData("""{"replicas":1}""", """{"replicas":2}""", true)]
    [InlineData("""{"phase":"Provisioned"}""", """{"phase":"Running","nodeRef":{"name":"a"}}""", true)]
    [InlineData("""{}""", """{"replicas":0,"selector":"a=b"}""", false)]
    [InlineData("""{"echo":1}""", """{"echo":2}""", false)]
    [InlineData("""{"echo":1,"replicas":1}""", """{"echo":2,"replicas":2}""", true)]
    [InlineData("""{}""", """{"initialization":{"seen":true}}""", false)]
    [InlineData("""{}""", """{"initialization":{"provisioned":true}}""", true)]
    [InlineData("""{"conditions":[{"type":"Ready","status":"False"}]}""", """{"conditions":[{"type":"Ready","status":"True"}]}""", true)]
    [InlineData("""{"conditions":[{"type":"Ready","status":"True"}]}""", """{"conditions":[{"type":"Ready","status":"Unknown"}]}""", true)]
    [InlineData("""{"conditions":[{"type":"Ready","status":"Unknown"}]}""", """{"conditions":[{"type":"Ready","status":"False"}]}""", false)]
    [InlineData("""{"conditions":[{"type":"Ready","status":"False","message":"a"}]}""", """{"conditions":[{"type":"Ready","status":"False","message":"b"}]}""", false)]
    [InlineData("""{}""", """{"phase":"Pending","conditions":[{"type":"NodeHealthy","status":"True"}]}""", false)]
    public void Change_OfWhatOthersActOn_IsNews(string before, string after, bool news)
    {
        var (old, current) = ((JsonObject)JsonNode.Parse(before)!, (JsonObject)JsonNode.Parse(after)!);

        Assert.Equal(news, StatusChange.Of(old, current, MergePatch.Diff(old, current), Anybody).IsNews);
    }

    [Theory]
    [InlineData("""{"conditions":[{"type":"Ready","status":"True"}]}""", """{"conditions":[{"type":"Ready","status":"False"}]}""", false)]
    [InlineData("""{"replicas":1}""", """{"replicas":0}""", true)]
    public void Change_OfAnObjectThatLeaves_IsNewsForItsFieldsOnly(string before, string after, bool news)
    {
        var (old, current) = ((JsonObject)JsonNode.Parse(before)!, (JsonObject)JsonNode.Parse(after)!);

        Assert.Equal(news, StatusChange.Of(old, current, MergePatch.Diff(old, current), Anybody with { IsLeaving = true }).IsNews);
    }
}
