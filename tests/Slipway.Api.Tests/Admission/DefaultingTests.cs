using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Api.Tests.Support;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.Api.Tests.Admission;

public sealed class DefaultingTests
{
    private const string Autoscaled = """
        {"metadata":{"annotations":{"cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size":"2",
        "cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size":"5"}},"spec":{"replicas":null}}
        """;

    [Theory]
    [InlineData("Machine", """{"spec":{"version":"1.31.0"}}""",
        """{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"version":"v1.31.0","deletion":{"nodeDeletionTimeoutSeconds":10}}}""")]
    [InlineData("Machine", """{"spec":{"deletion":{"nodeDeletionTimeoutSeconds":0,"nodeDrainTimeoutSeconds":5}}}""",
        """{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}}}""")]
    [InlineData("MachineSet", """{"spec":{"replicas":null}}""",
        """{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"replicas":1}}""")]
    [InlineData("MachineSet", """{"spec":{"selector":{"matchLabels":null}}}""",
        """
        {"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"selector":{"matchLabels":{"cluster.x-k8s.io/set-name":"demo"}},
        "template":{"metadata":{"labels":{"cluster.x-k8s.io/set-name":"demo"}}}}}
        """)]
    [InlineData("MachineDeployment", """{"spec":{"replicas":null,"selector":{"matchLabels":null},"template":{"spec":{"version":"1.31.0"}}}}""",
        """
        {"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"replicas":1,
        "selector":{"matchLabels":{"cluster.x-k8s.io/deployment-name":"demo","cluster.x-k8s.io/cluster-name":"demo"}},
        "template":{"metadata":{"labels":{"cluster.x-k8s.io/deployment-name":"demo","cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"version":"v1.31.0"}},
        "rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}}}}
        """)]
    [InlineData("MachineDeployment", """{"spec":{"rollout":{"strategy":{"type":"OnDelete"}}}}""",
        """
        {"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"selector":{"matchLabels":{"cluster.x-k8s.io/cluster-name":"demo"}},
        "template":{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}}}}}
        """)]
    [InlineData("KubeadmControlPlane", """{"spec":{"replicas":null,"version":"1.31.0"}}""",
        """{"spec":{"replicas":1,"version":"v1.31.0","rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}}}}""")]
    [InlineData("KubeadmControlPlane", """{"spec":{"rollout":{"strategy":{"rollingUpdate":{"maxSurge":0}}}}}""",
        """{"spec":{"rollout":{"strategy":{"type":"RollingUpdate"}}}}""")]
    [InlineData("Cluster", """{"spec":{"topology":{"classRef":{"name":"c"},"version":"1.31.0"}}}""", """{"spec":{"topology":{"version":"v1.31.0"}}}""")]
    [InlineData("KubeadmConfig", "{}", "{}")]
    [InlineData("DevMachine", "{}", "{}")]
    public void Default_NewObject_SetsWhatIsUnset(string kind, string given, string added)
    {
        var obj = Manifests.Of(kind, given);
        var expected = MergePatch.Apply(obj.DeepClone(), JsonNode.Parse(added));

        Default(obj, old: null);

        Assert.True(JsonNode.DeepEquals(expected, obj), $"expected {expected}\nfound {obj}");
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData(1, 2)]
    [InlineData(3, 3)]
    [InlineData(9, 5)]
    public void Default_ReplicasUnderAnAutoscaler_StayWithinItsBounds(int? stored, int expected)
    {
        var obj = Manifests.Of("MachineSet", Autoscaled);
        var old = stored is null ? null : Manifests.Of("MachineSet", $$"""{"spec":{"replicas":{{stored}} } }""");

        Default(obj, old);

        Assert.Equal(expected, (int)obj["spec"]!["replicas"]!);
    }

    [Fact]
    public void Default_UnknownField_StaysAsItWas()
    {
        var obj = Manifests.Of("Machine", """{"spec":{"newerField":{"a":1},"bootstrap":{"other":true}}}""");

        Default(obj, old: null);

        Assert.Equal(1, (int)obj["spec"]!["newerField"]!["a"]!);
        Assert.True((bool)obj["spec"]!["bootstrap"]!["other"]!);
    }

    [Fact]
    public void Default_FieldOfTheWrongType_LeavesTheObjectToTheSchema()
    {
        var obj = Manifests.Of("Machine", """{"spec":{"minReadySeconds":"soon"}}""");
        var before = obj.DeepClone();

        Default(obj, old: null);

        Assert.True(JsonNode.DeepEquals(before, obj));
    }

    [Fact]
    public void DefaultAndValidate_RecordedObject_ChangesAndRefusesNothing()
    {
        var rules = new AdmissionRules();
        foreach (var recorded in YamlObjects.Load(Repository.RequireShared("oracle/capi-state/management.yaml")))
        {
            var obj = recorded.DeepClone().AsObject();
            Default(obj, recorded);

            Assert.True(JsonNode.DeepEquals(recorded, obj), $"expected {recorded}\nfound {obj}");
            Assert.Empty(rules.Validate(KindOf(obj), AdmissionVerb.Update, obj, recorded, dryRun: false));
        }
    }

    private static void Default(JsonObject obj, JsonObject? old) => new AdmissionRules().Default(KindOf(obj), obj, old);

    private static GroupVersionKind KindOf(JsonObject obj) => GroupVersionKind.Parse((string)obj["apiVersion"]!, (string)obj["kind"]!);
}
