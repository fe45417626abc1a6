using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Tests.Schemas;

public sealed class SchemaDefaulterTests
{
    [Theory]
    [InlineData("{'spec': {'mode': 'Fast', 'port': 'http', 'nothing': null}}", "{'spec': {'mode': 'Fast', 'port': 'http', 'nothing': null, 'replicas': 1, 'opts': {'level': 3}}}")]
    [InlineData("{'spec': {'replicas': null, 'opts': {'level': 9}}}", "{'spec': {'replicas': 1, 'opts': {'level': 9}}}")]
    [InlineData("{'spec': {'mode': null, 'replicas': 0, 'opts': {}}}", "{'spec': {'replicas': 0, 'opts': {'level': 3}}}")]
    [InlineData("{}", "{}")]
    public void Apply_AbsentAndNull_BecomeTheDefault(string value, string expected)
    {
        var node = Json.Node(value);

        SchemaDefaulter.Apply(node, GadgetSchema.Create());

        Json.AssertEqual(expected, node);
        Assert.False(SchemaDefaulter.Apply(node, GadgetSchema.Create()));
    }
}
