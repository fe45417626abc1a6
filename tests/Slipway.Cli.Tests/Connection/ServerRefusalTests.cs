using Slipway.Cli.Connection;
using Slipway.Kubernetes.Errors;

namespace Slipway.Cli.Tests.Connection;

public sealed class ServerRefusalTests
{
    private const string Denied = "admission webhook \"validation.machine.cluster.x-k8s.io\" denied the request: ";

    [Theory]
    [InlineData(1, "Machine.cluster.x-k8s.io \"m\" is invalid: spec.a: wrong", "Machine.cluster.x-k8s.io \"m\" is invalid: spec.a: wrong")]
    [InlineData(
        2, "Machine.cluster.x-k8s.io \"m\" is invalid: [spec.a: wrong, spec.b: wrong]", "Machine.cluster.x-k8s.io \"m\" is invalid:\n  spec.a: wrong\n  spec.b: wrong")]
    [InlineData(0, "replicas should be greater than zero", $"{Denied}replicas should be greater than zero")]
    public void Describe_RefusalOfARule_NamesTheObjectAndItsFields(int causes, string message, string expected)
    {
        var details = new StatusDetails { Causes = [.. new[] { "spec.a", "spec.b" }.Take(causes).Select(f => new StatusCause("FieldValueInvalid", "wrong", f))] };

        Assert.Equal(expected, ServerRefusal.Describe(new KubeStatus(422, "Invalid", Denied + message) { Details = details }));
    }
}
