namespace Slipway.Api.Tests.Admission;

public sealed class MachineDrainRuleRulesTests
{
    private const string Wrong = """{"matchExpressions":[{"key":"a","operator":"Is"}]}""";
    private const string Reason = $"Invalid value: {Wrong}: \"Is\" is not a valid label selector operator";

    [Theory]
    [InlineData(
        """{"drain":{"behavior":"Skip","order":1}}""",
        "spec.drain.order: Invalid value: 1: order must not be set if drain behavior is \"Skip\" or \"WaitCompleted\"")]
    [InlineData(
        """{"drain":{"behavior":"WaitCompleted","order":0}}""",
        "spec.drain.order: Invalid value: 0: order must not be set if drain behavior is \"Skip\" or \"WaitCompleted\"")]
    [InlineData("""{"drain":{"behavior":"Drain","order":5}}""", "")]
    [InlineData(
        $$"""{"machines":[{"selector":{{Wrong}} },{"clusterSelector":{{Wrong}} }]}""",
        $"spec.machines[0].selector: {Reason}\nspec.machines[1].clusterSelector: {Reason}")]
    [InlineData(
        $$"""{"pods":[{"selector":{{Wrong}},"namespaceSelector":{{Wrong}} }]}""",
        $"spec.pods[0].selector: {Reason}\nspec.pods[0].namespaceSelector: {Reason}")]
    public void Create(string spec, string expected) => RuleTests.AssertCreate("MachineDrainRule", $$"""{"spec":{{spec}} }""", expected);
}
