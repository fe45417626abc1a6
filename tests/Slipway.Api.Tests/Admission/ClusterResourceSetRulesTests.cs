namespace Slipway.Api.Tests.Admission;

/// <summary>What holds for ClusterResourceSets and their bindings.</summary>
public sealed class ClusterResourceSetRulesTests
{
    private const string Kind = "ClusterResourceSet";

    [Fact]
    public void Default_Strategy_IsApplyOnce() =>
        RuleTests.AssertDefaults(Kind, """{"spec":{"strategy":null}}""", """{"spec":{"strategy":"ApplyOnce"}}""");

    [Theory]
    [InlineData("""{"matchLabels":null}""", "Invalid value: {}: selector must not be empty")]
    [InlineData(
        """{"matchLabels":{"a b":"c","cni":null}}""",
        "Invalid value: {\"matchLabels\":{\"a b\":\"c\"}}: key: Invalid value: \"a b\": " + Words.LabelKey)]
    public void Create(string selector, string expected) =>
        RuleTests.AssertCreate(Kind, $$"""{"spec":{"clusterSelector":{{selector}} } }""", $"spec.clusterSelector: {expected}");

    [Theory]
    [InlineData(Kind, """{"strategy":"Reconcile"}""", "spec.strategy: Invalid value: \"Reconcile\": field is immutable")]
    [InlineData(
        Kind, """{"clusterSelector":{"matchLabels":{"cni":"y"}}}""",
        """spec.clusterSelector: Invalid value: {"matchLabels":{"cni":"y"}}: field is immutable""")]
    [InlineData(Kind, """{"resources":[{"kind":"Secret","name":"s"}]}""", "")]
    [InlineData("ClusterResourceSetBinding", """{"clusterName":"other"}""", "spec.clusterName: Invalid value: \"other\": field is immutable")]
    public void Update(string kind, string spec, string expected) => RuleTests.AssertUpdate(kind, "{}", $$"""{"spec":{{spec}} }""", expected);

    [Fact]
    public void Update_StrategyOfAnObjectStoredWithout_MayBeSet() =>
        RuleTests.AssertUpdate(Kind, """{"spec":{"strategy":null}}""", """{"spec":{"strategy":"Reconcile"}}""", "");
}
